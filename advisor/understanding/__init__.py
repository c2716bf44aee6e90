"""What is asked: topic, calculators or notes, and their inputs. No network, no state."""

from .reading import AGAIN, EACH, FOREIGN, Reading, Task
from .understanding import Understanding

__all__ = ["AGAIN", "EACH", "FOREIGN", "Reading", "Task", "Understanding"]
