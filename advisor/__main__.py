"""`python -m advisor`."""

from .cli import app

app()
