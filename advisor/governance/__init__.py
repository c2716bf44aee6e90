"""The record: what happened to every question, and to every alias."""

from .conversations import Conversation, conversations, turns
from .ledger import moves, write_move
from .record import OUTCOMES, Event, record, record_feedback
from .store import engine_for, migrate

__all__ = [
    "OUTCOMES",
    "Conversation",
    "Event",
    "conversations",
    "engine_for",
    "migrate",
    "moves",
    "record",
    "record_feedback",
    "turns",
    "write_move",
]
