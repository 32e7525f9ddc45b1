"""`python -m tests`: pytest, which has the last word.

DuckDB's binding reports at the very end of a process what still refers to it, behind pytest's
closing line; how many references the interpreter leaves then is no fault of a test.
"""

from __future__ import annotations

import atexit
import os
import sys

import pytest

code = pytest.main(sys.argv[1:])
atexit._run_exitfuncs()
sys.stdout.flush()
sys.stderr.flush()
os._exit(code)
