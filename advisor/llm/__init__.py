"""Answers in an LLM's words: it explains what the calculators worked out, and nothing unaccounted for gets through."""

from .agent import Agent, Written
from .building import Engines, engines
from .judge import Judge, Judgement

__all__ = ["Agent", "Engines", "Judge", "Judgement", "Written", "engines"]
