"""What is chosen, as chips to be taken off one by one, "clear all" and "copy link"."""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from chipcensus.census import Census
from chipcensus.filters import LISTS, SPANS, Filters
from chipcensus.frontend import loader
from chipcensus.i18n import Words
from chipcensus.ui import session

KEY = "chips"


@cache
def _component() -> Any:
    # Once per process: Streamlit warns when a component is registered again.
    return st.components.v2.component("chips", js=loader("chips.js"), isolate_styles=False)


def show_chips(census: Census, words: Words) -> None:
    """Draw what is chosen, each to be taken off, "clear all" and "copy link".

    One element: a button of Streamlit's own for each would cost every change of a filter a
    message, and the browser one more piece to lay out.
    """
    chosen = session.filters()
    data = {
        "chips": [{"name": n, "text": chosen.describe_one(words, n)} for n in _names(chosen)],
        "clear": words("filter.clear"),
        # An address opens the shared data for everybody else.
        "link": None if census.is_private else _link(census, words),
    }
    sent = json.dumps(data, ensure_ascii=False).encode()  # as text it need not be looked through
    _component()(data=sent, key=KEY, on_removed_change=_remove, on_cleared_change=_clear)


def _names(chosen: Filters) -> list[str]:
    return [name for name in chosen.chips() if name != "id"]  # it is what the page is about


def _link(census: Census, words: Words) -> dict[str, str]:
    query = session.query() | {session.GENERATION: census.generation().id}
    return {
        "query": urlencode(query, doseq=True),
        "label": words("filter.link"),
        "done": words("filter.link_copied"),
        "title": words("filter.link_help"),
    }


def _remove() -> None:
    name = st.session_state[KEY]["removed"]
    if name in _names(session.filters()):
        names = SPANS.get(name, (name,))
        session.choose(**{n: () if n in LISTS else None for n in names})


def _clear() -> None:
    session.choose(**vars(Filters(id=session.filters().id)))
