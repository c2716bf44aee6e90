"""The parts of the operations page, one a file."""
