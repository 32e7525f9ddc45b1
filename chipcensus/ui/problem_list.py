"""Everything that is wrong with a reader's file, in one table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from chipcensus.errors import Problem
from chipcensus.i18n import Words
from chipcensus.ui.session import plain

SHOWN = 100
COLUMNS = ("row", "column", "found", "expected", "remedy")


def show_problems(problems: Sequence[Problem], words: Words) -> None:
    """Say how many there are, then where, what came, what was expected and the way out."""
    file = plain(problems[0].file)
    st.error(words("problem.head", count=len(problems), file=file))
    rows = [
        [
            "–" if problem.row is None else str(problem.row),
            *(plain(getattr(problem, name) or "–") for name in COLUMNS[1:]),
        ]
        for problem in problems[:SHOWN]
    ]
    labels = [words(f"problem.{name}") for name in COLUMNS]
    st.table(pd.DataFrame(rows, columns=labels), hide_index=True)
    if len(problems) > SHOWN:
        st.caption(words("problem.more", count=len(problems) - SHOWN))
