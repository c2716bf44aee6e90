"""A country as the rest of the house sees it: its law, its calculators, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from typing import Any

import yaml

from ..rules import CALCULATORS, LOADER, Calculator, Currency, Law, Result, Rules, YearStyle, read_parameters


@dataclass(frozen=True)
class Country:
    """One of the four countries. `folder` is its package below this one."""

    code: str
    folder: str

    @cached_property
    def content(self) -> dict[str, Any]:
        """`content.yaml`: name, flag, currency, tax year, welcome, disclaimer, samples, official places to ask."""
        return _yaml(self.folder, "content.yaml")

    @cached_property
    def phrases(self) -> dict[str, list[str]]:
        """Ways to ask for each calculator, by its name: the country's own, and those of the sums of everywhere."""
        shared = _yaml("everywhere", "phrases.yaml")
        phrases = {f"{self.code.lower()}_{name}": list(asks) for name, asks in shared.items()}
        for name, asks in _yaml(self.folder, "phrases.yaml").items():
            phrases[name] = phrases.get(name, []) + asks
        return phrases

    @cached_property
    def notes(self) -> dict[str, dict[str, Any]]:
        """`notes.yaml`: curated answers to questions about rules, by id."""
        return {note["id"]: note for note in _yaml(self.folder, "notes.yaml")}

    @cached_property
    def explained(self) -> dict[str, str]:
        """The id of the note that tells the rule behind a calculator, by its name or by "name:choice of an input"."""
        return {name: note["id"] for note in self.notes.values() for name in note.get("explains", ())}

    @cached_property
    def law(self) -> Law:
        currency, years = self.content["currency"], self.content["tax_year"]
        return Law(
            self.code,
            Currency(currency["code"], currency["symbol"], currency["grouping"]),
            YearStyle(years["month"], years["day"], years["separator"], years["noun"]),
            read_parameters(files(f"{__package__}.{self.folder}") / "parameters"),
        )

    @property
    def calculators(self) -> dict[str, Calculator]:
        return {name: each for name, each in CALCULATORS.items() if each.country == self.code}

    def calculator(self, name: str) -> Calculator:
        """One calculator of this country. Raises KeyError for an unknown name."""
        found = CALCULATORS[name]
        if found.country != self.code:
            raise KeyError(name)
        return found

    def rules(self, day: date | None = None, tax_year: str | None = None) -> Rules:
        """The law on `day`, or in `tax_year` (its last day, or today while it runs); today by default."""
        today = date.today()
        if tax_year:
            last = self.law.years.parse(tax_year)
            day = today if self.law.years.start(last) <= today <= last else last
        return self.law.at(day or today)

    def calculate(self, calculator: str, day: date | None = None, tax_year: str | None = None, **inputs: Any) -> Result:
        """Runs one calculator by its name. Raises InputError, NoRule, and KeyError for an unknown name."""
        return self.calculator(calculator)(self.rules(day, tax_year), **inputs)


def _yaml(folder: str, name: str) -> Any:
    found: Any = yaml.load((files(f"{__package__}.{folder}") / name).read_text("utf-8"), Loader=LOADER)
    return found
