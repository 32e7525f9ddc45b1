"""How made-up files say that they are (bench/make_registry.py)."""

from __future__ import annotations

# Every company's name begins so.
NAME = "【合成】"
# The file's name has one of these.
FILE = ("合成", "synthetic")
