"""What a page would show besides, were a list of companies loaded."""

from __future__ import annotations

import streamlit as st

from chipcensus.i18n import Words
from chipcensus.ui import session


def show_registry_hint(page: str, words: Words) -> None:
    """One quiet sentence, and the way to the page on which a list is loaded."""
    with st.container(key="registry_hint"):
        st.caption(words(f"registry.hint_{page}"))
        query = {**session.filters().to_url(), session.LANG: words.lang}
        st.page_link("pages/data.py", label=words("registry.load"), query_params=query)
