"""What a reader sees when there is no data to show: what is wrong, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from chipcensus.errors import ChipCensusError, EngineLost, EngineUnreachable, ProblemsFound
from chipcensus.i18n import read_words

SHOWN_PROBLEMS = 50
EXPECTED = (ChipCensusError, OSError)


@contextmanager
def worst_day(lang: str) -> Iterator[None]:
    """Say in `lang` what stopped the drawing inside, and log it."""
    try:
        yield
    except EngineLost:
        st.rerun()  # embedded data answers now: the page as a whole
    except EXPECTED as error:
        logging.getLogger(__name__).error("%s", error)
        _say(error, lang)


def _say(error: Exception, lang: str) -> None:
    words = read_words(lang)
    if isinstance(error, ProblemsFound):
        st.error(words("notice.build_failed"))
        st.code("\n".join(map(str, error.problems[:SHOWN_PROBLEMS])), language=None)
    elif isinstance(error, EngineUnreachable):
        st.error(words("notice.engine_needed"))
    else:
        st.error(f"{words('notice.broken')}: {words('notice.broken_help')}")
