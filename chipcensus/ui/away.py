"""What every page says while the engine is away, and how it goes back to it by itself."""

from __future__ import annotations

import streamlit as st

from chipcensus.current import Away
from chipcensus.i18n import Words
from chipcensus.ui import session

# Seconds between two looks of an open page whether the engine is back.
LOOK_SECONDS = 3.0


def show_away(words: Words) -> None:
    """Say since when embedded data answers; nothing where the engine does."""
    away = session.census().away()
    if away is not None:
        st.info(told(away, words))
        _go_back()


def told(away: Away, words: Words) -> str:
    """The same as a sentence."""
    return words(f"notice.{away.what}_away", since=f"{away.since:%H:%M}")


@st.fragment(run_every=LOOK_SECONDS)
def _go_back() -> None:
    """Draw the page anew once the engine answers again."""
    if session.census().away() is None:
        st.rerun()
