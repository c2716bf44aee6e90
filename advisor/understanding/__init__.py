"""What is asked: topic, calculators or notes, and their inputs. No network, no state."""

from .reading import Reading, Task
from .understanding import Understanding

__all__ = ["Reading", "Task", "Understanding"]
