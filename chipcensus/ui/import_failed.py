"""Why files were not taken in, in words; never a traceback."""

from __future__ import annotations

import streamlit as st

from chipcensus.errors import Busy, Problem, ProblemsFound
from chipcensus.i18n import Words
from chipcensus.ui.problem_list import show_problems


def say_failed(error: Exception, words: Words) -> None:
    """What stopped the work, and the way out."""
    if isinstance(error, ProblemsFound) and error.problems:
        show_problems(_first_of_each_file(error), words)
        return
    st.error(words(f"import.{_kind(error)}"))


def _kind(error: Exception) -> str:
    if isinstance(error, Busy):
        return "busy"
    if isinstance(error, MemoryError):
        return "no_memory"
    return "no_room" if isinstance(error, OSError) else "failed"


def _first_of_each_file(error: ProblemsFound) -> list[Problem]:
    """In the order of files and rows."""
    return sorted(error.problems, key=lambda one: (one.file, one.row or 0))
