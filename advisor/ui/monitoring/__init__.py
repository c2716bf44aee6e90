"""The parts of the monitoring page: it reads sums alone, never a question."""
