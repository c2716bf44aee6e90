"""Shared Streamlit pieces: one idea a file. Pages read their inputs, call the package, and draw with these."""
