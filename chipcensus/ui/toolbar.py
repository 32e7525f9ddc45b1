"""Two small buttons the browser serves by itself: copy the link, switch between light and dark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from chipcensus.frontend import loader
from chipcensus.i18n import Words


@cache
def _component() -> Any:
    # Once per process: Streamlit warns when a component is registered again.
    return st.components.v2.component("toolbar", js=loader("toolbar.js"), isolate_styles=False)


def show_link_button(words: Words, query: Mapping[str, str | list[str]]) -> None:
    """A button that copies the page's address with every filter and the data's generation."""
    data = {
        "action": "link",
        "query": urlencode(query, doseq=True),
        "label": words("filter.link"),
        "done": words("filter.link_copied"),
        "title": words("filter.link_help"),
    }
    _component()(data=data, key="copy_link", width="content")


def show_theme_button(words: Words, paths: Sequence[str]) -> None:
    """A button that switches the theme of every page in `paths`; the browser remembers it."""
    data = {
        "action": "theme",
        "lang": words.lang,
        "paths": list(paths),
        "light": words("app.theme_light"),
        "dark": words("app.theme_dark"),
    }
    _component()(data=data, key="theme", width="content")
