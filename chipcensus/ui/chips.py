"""What is chosen, as chips to be taken off one by one, "clear all" and "copy link"."""

from __future__ import annotations

import streamlit as st

from chipcensus.census import Census
from chipcensus.filters import Filters
from chipcensus.i18n import Words
from chipcensus.ui import session
from chipcensus.ui.toolbar import show_link_button


def show_chips(census: Census, words: Words) -> None:
    """Draw what is chosen, each to be taken off, "clear all" and "copy link"."""
    chosen = session.filters()
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="filter_chips"
    ):
        for name in chosen.chips():
            text = chosen.describe_one(words, name)
            st.button(
                text,
                key=f"chip_{name}",
                icon=":material/close:",
                on_click=_remove,
                args=(name,),
            )
        if chosen.chips():
            st.button(words("filter.clear"), key="clear_filters", type="tertiary", on_click=_clear)
        show_link_button(words, session.query() | {session.GENERATION: census.generation().id})


def _remove(name: str) -> None:
    names = ("year_from", "year_to") if name == "years" else (name,)
    session.choose(**{n: () if n == "companies" else None for n in names})
    st.rerun(session.SCREEN)


def _clear() -> None:
    session.choose(**vars(Filters()))
    st.rerun(session.SCREEN)
