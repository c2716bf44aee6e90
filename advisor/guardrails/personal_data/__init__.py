"""Personal data of Australia, the United States, the United Kingdom and India: one table entry for each identifier."""

from .detector import Detector
from .identifier import Candidate, Identifier
from .masking import mask

__all__ = ["Candidate", "Detector", "Identifier", "mask"]
