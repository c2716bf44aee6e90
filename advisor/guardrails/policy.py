"""Guardrail policy as data: what each policy does in each channel and country, its thresholds and allow-lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

Channel = Literal["input", "output"]
# YAML reads a bare `off` as False.
_Off = BeforeValidator(lambda value: "off" if value is False else value)
Choice = Annotated[Literal["block", "mask", "flag", "off"], _Off]
CountryCode = Literal["AU", "US", "UK", "IN"]


class PolicyError(ValueError):
    """A guardrail policy that cannot be used; the message says which entry is wrong and what it may be."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Channels(_Part):
    """What to do with a finding in a question (input) and in an answer (output); None keeps the general choice."""

    input: Choice | None = None
    output: Choice | None = None


class Rule(_Part):
    """One policy: its choices, how sure it must be (threshold, ratio 0-1), and exceptions by code and by country."""

    input: Choice = "block"
    output: Choice = "block"
    threshold: float = Field(default=0.5, ge=0, le=1)
    codes: dict[str, Channels] = {}
    countries: dict[CountryCode, Channels] = {}

    def choice(self, channel: Channel, country: str, code: str = "") -> Choice:
        """What to do with a finding of `code` in this channel: the code's own choice, the country's, the general."""
        for exceptions in (self.codes.get(code), dict(self.countries).get(country)):  # type: ignore[call-overload]
            chosen = getattr(exceptions, channel) if exceptions else None
            if chosen:
                return chosen
        return self.input if channel == "input" else self.output

    def idle(self, channel: Channel) -> bool:
        """Whether this policy does nothing in a channel, whatever is found."""
        exceptions = [getattr(each, channel) for each in (*self.codes.values(), *self.countries.values())]
        return getattr(self, channel) == "off" and all(choice in (None, "off") for choice in exceptions)


class PersonalData(Rule):
    """Personal data. `allow` lists public values (numbers, addresses) that are never personal, in any spelling."""

    output: Choice = "mask"
    allow: tuple[str, ...] = ()

    def masks_every_answer(self) -> bool:
        """Whether no answer leaves with personal data in it, whatever its kind or country."""
        exceptions = [*self.codes.values(), *self.countries.values()]
        return self.output == "mask" and all(each.output in (None, "mask") for each in exceptions)


class Distress(Rule):
    """Distress is never blocked; `mask_instead` keeps personal data in such a text from blocking it."""

    input: Annotated[Literal["flag", "off"], _Off] = "flag"
    output: Annotated[Literal["flag", "off"], _Off] = "off"
    mask_instead: bool = True


class Length(Rule):
    """The longest text, in characters, that is read."""

    input: Annotated[Literal["block", "off"], _Off] = "block"
    output: Annotated[Literal["block", "off"], _Off] = "off"
    limit: int = Field(default=4000, ge=100, le=100_000)


class Markup(_Part):
    """Markup in answers: "remove" takes out HTML and links to any host that is not under `allow_hosts`."""

    output: Annotated[Literal["remove", "off"], _Off] = "remove"
    allow_hosts: tuple[str, ...] = ()


class Policy(_Part):
    """The whole policy of one deployment."""

    version: Literal[1] = 1
    enabled: bool = True
    personal_data: PersonalData = PersonalData()
    attack: Rule = Rule()
    abuse: Rule = Rule()
    distress: Distress = Distress()
    length: Length = Length()
    markup: Markup = Markup()


@cache
def packaged() -> Policy:
    """The policy that ships with the package (policy.yaml)."""
    text = resources.files(__package__).joinpath("policy.yaml").read_text(encoding="utf-8")
    return read(yaml.safe_load(text))


def read(data: Mapping[str, object]) -> Policy:
    """A policy from a mapping of the shape of policy.yaml. Raises PolicyError with one clear sentence."""
    if not isinstance(data, Mapping):
        raise PolicyError("The guardrail policy must be a mapping with the entries of policy.yaml.")
    try:
        return Policy.model_validate(dict(data))
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part) for part in first["loc"]) or "the policy"
        raise PolicyError(f"The guardrail policy is wrong at '{entry}': {first['msg'].lower()}.") from None
