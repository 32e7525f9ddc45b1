"""Readers' own statements, run where they can harm nothing; see sandbox.py."""

from chipcensus.sandbox.process import command_of
from chipcensus.sandbox.rows import Limits, Remote, Rows
from chipcensus.sandbox.running import Running
from chipcensus.sandbox.sandbox import Sandbox, Status, shared_sandbox
from chipcensus.sandbox.told import said

__all__ = [
    "Limits", "Remote", "Rows", "Running", "Sandbox", "Status", "command_of", "said",
    "shared_sandbox",
]  # fmt: skip
