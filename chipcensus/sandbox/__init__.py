"""Readers' own statements, run where they can harm nothing; see sandbox.py."""

from chipcensus.sandbox.rows import Limits, Rows
from chipcensus.sandbox.running import Running
from chipcensus.sandbox.sandbox import Sandbox, Status, shared_sandbox
from chipcensus.sandbox.told import said

__all__ = ["Limits", "Rows", "Running", "Sandbox", "Status", "said", "shared_sandbox"]
