"""A small button the browser serves by itself: switch between light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import streamlit as st

from chipcensus.frontend import loader
from chipcensus.i18n import Words


@cache
def _component() -> Any:
    # Once per process: Streamlit warns when a component is registered again.
    return st.components.v2.component("toolbar", js=loader("toolbar.js"), isolate_styles=False)


def show_theme_button(words: Words, paths: Sequence[str]) -> None:
    """A button that switches the theme of every page in `paths`; the browser remembers it."""
    data = {
        "lang": words.lang,
        "paths": list(paths),
        "light": words("app.theme_light"),
        "dark": words("app.theme_dark"),
    }
    _component()(data=data, key="theme", width="content")
