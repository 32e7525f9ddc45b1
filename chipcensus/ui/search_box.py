"""The search box of the header. The front end is search_{match,jump,box}.js."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from chipcensus.frontend import loader
from chipcensus.i18n import Words
from chipcensus.ui import session

WIDTH = 290


@cache
def _component() -> Any:
    # Once per process: Streamlit warns when a component is registered again.
    return st.components.v2.component("search", js=loader("search.js"), isolate_styles=False)


def show_search_box(words: Words) -> None:
    """A box that finds companies, figures, investors, events and sources, and leads there.

    What it searches the browser fetches when the box is first used; another generation of the
    data has another address, and is fetched anew.
    """
    query, census = {"lang": words.lang}, session.census()
    if census.is_ready():
        query["generation"] = census.generation().id
    data = {
        "address": f"{census.address}/search?{urlencode(query)}",
        "lang": words.lang,
        "words": words.section("search"),
    }
    _component()(data=data, key="search", width=WIDTH)
