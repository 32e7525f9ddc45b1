"""What is chosen, as chips to be taken off one by one, "clear all" and "copy link"."""

from __future__ import annotations

import streamlit as st

from chipcensus.census import Census
from chipcensus.filters import LISTS, SPANS, Filters
from chipcensus.i18n import Words
from chipcensus.ui import session
from chipcensus.ui.toolbar import show_link_button


def show_chips(census: Census, words: Words) -> None:
    """Draw what is chosen, each to be taken off, "clear all" and "copy link"."""
    chosen = session.filters()
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="filter_chips"
    ):
        names = [name for name in chosen.chips() if name != "id"]  # it is what the page is about
        for name in names:
            text = chosen.describe_one(words, name)
            # A sign every font has, not an icon: the first one on a page fetches a font of 370 kB.
            st.button(f"× {text}", key=f"chip_{name}", on_click=_remove, args=(name,))
        if names:
            st.button(words("filter.clear"), key="clear_filters", type="tertiary", on_click=_clear)
        if census.is_private:  # an address opens the shared data for everybody else
            return
        show_link_button(words, session.query() | {session.GENERATION: census.generation().id})


def _remove(name: str) -> None:
    names = SPANS.get(name, (name,))
    session.choose(**{n: () if n in LISTS else None for n in names})


def _clear() -> None:
    session.choose(**vars(Filters(id=session.filters().id)))
