"""Small buttons the browser serves by itself: light or dark, sign in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import streamlit as st

from chipcensus.access.asking import SIGN_IN
from chipcensus.frontend import loader
from chipcensus.i18n import Words


@cache
def _component() -> Any:
    # Once per process: Streamlit warns when a component is registered again.
    return st.components.v2.component("toolbar", js=loader("toolbar.js"), isolate_styles=False)


def show_sign_in_button(words: Words, label: str) -> None:
    """A button that leads to the sign-in, and from there back to this very page."""
    data = {"action": "sign-in", "address": f"{SIGN_IN}/go", "label": label, "lang": words.lang}
    _component()(data=data, key="sign_in", width="content")


def show_theme_button(words: Words, paths: Sequence[str], *, explores: bool = False) -> None:
    """A button that switches the theme of every page in `paths`; the browser remembers it.

    `explores`: the reader may open statements on the page Explore, which cards then offer.
    """
    data = {
        "action": "theme",
        "lang": words.lang,
        "paths": list(paths),
        "explores": explores,
        "light": words("app.theme_light"),
        "dark": words("app.theme_dark"),
    }
    _component()(data=data, key="theme", width="content")
