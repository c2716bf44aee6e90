"""The parts of the versions page, one a file."""
