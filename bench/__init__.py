"""Measures how fast Chip Census is; `python -m bench --help`, README.md has the method."""
