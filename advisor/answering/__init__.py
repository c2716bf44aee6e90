"""Writing the answer, and checking it: every figure, date and source in it is accounted for."""

from .answer import ANSWERED, DECLINED, NEEDS_FACTS, UNKNOWN, Answer, Evidence
from .checks import Violation, check, check_words
from .composer import Composer

__all__ = [
    "ANSWERED",
    "DECLINED",
    "NEEDS_FACTS",
    "UNKNOWN",
    "Answer",
    "Composer",
    "Evidence",
    "Violation",
    "check",
    "check_words",
]
