"""What a page would show besides, were a list of companies loaded."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from chipcensus.ui import session
from chipcensus.ui.worst_day import EXPECTED


def show_registry_hint(page: str) -> None:
    """One quiet sentence, and the way to the page on which a list is loaded; where none is."""
    with suppress(*EXPECTED):  # said above, where the figures would stand
        census = session.census()
        if census.choices().has_registry:
            return
        words = census.words(session.language())
        with st.container(key="registry_hint"):
            st.caption(words(f"registry.hint_{page}"))
            st.page_link("pages/data.py", label=words("registry.load"))
