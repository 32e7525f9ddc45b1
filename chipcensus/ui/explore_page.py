"""The page Explore: what it begins with; all else is the browser's part and chipcensus/explore."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from chipcensus.census import Census, shared_census
from chipcensus.errors import BadParameter, UnknownQuestion
from chipcensus.explore import EXPLORE, FORMATS, Kept, example, look_up
from chipcensus.filters import Filters
from chipcensus.frontend import ace_address, address, content, loader
from chipcensus.i18n import Words
from chipcensus.settings import Settings
from chipcensus.ui import opened, session
from chipcensus.ui.worst_day import worst_day

LONGEST_SHOWN = 40
KEY = "explore"
# What the editor holds at a first visit.
BEGINNING = "registrations/by_year"


@cache
def _component() -> Any:
    # Once per process: Streamlit warns when a component is registered again.
    script, style = loader("explore.js"), content("explore.css")
    return st.components.v2.component("explore", js=script, css=style, isolate_styles=False)


@st.fragment
def show_explore() -> None:
    """Draw the editor with what the address asks for, or a question to begin with."""
    with worst_day(session.language()):
        census = session.census()
        words = census.words(session.language())
        asked = _asked(census, words)
        _component()(data=told(census, words, asked), key=KEY, on_ran_change=_remember)
    session.write_url()


def _remember() -> None:
    """The address and the next language lead to what was run last."""
    st.session_state[session.KEY] = ""
    opened.put(str(st.session_state[KEY].ran or ""))


def told(census: Census, words: Words, asked: Kept | None) -> dict[str, Any]:
    """What the browser's part of the page is given; without `asked` a question to begin with."""
    kept = asked or Kept(example(census, BEGINNING, Filters(), words))
    settings = census.settings
    return {
        "lang": words.lang,
        "base": f"{census.address}/{EXPLORE}",
        "isPrivate": census.is_private,
        "isLinked": asked is not None,
        "sql": kept.sql,
        "chart": vars(kept.chart) if kept.chart else None,
        "formats": {n: f.rows or settings.sql_export_rows for n, f in FORMATS.items()},
        "limits": _limits(settings, words),
        "ace": ace_address(),
        "card": address("figure_card.js"),
    }


def _limits(settings: Settings, words: Words) -> str:
    return words(
        "explore.limits",
        seconds=f"{settings.sql_seconds:g}",
        rows=f"{settings.sql_rows:,}",
        export_rows=f"{settings.sql_export_rows:,}",
        memory=f"{settings.sql_memory:,}",
    )


def _asked(census: Census, words: Words) -> Kept | None:
    """The statement that the address names, holds, or asks for by its question."""
    key, sql, name = session.cited(), opened.opened("sql"), opened.opened("question")
    try:
        if key:
            return _kept(key, words)
        if sql:
            return Kept(sql)
        return Kept(example(census, name, session.filters(), words)) if name else None
    except UnknownQuestion:
        st.warning(session.plain(words("explore.gone", asked=name[:LONGEST_SHOWN])))
    return None


def _kept(key: str, words: Words) -> Kept | None:
    try:
        kept = look_up(shared_census(), key)
    except BadParameter:
        st.warning(words("explore.link_broken"))
        return None
    if kept is None:
        st.warning(session.plain(words("explore.gone", asked=key[:LONGEST_SHOWN])))
    return kept
