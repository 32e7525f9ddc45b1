"""The page of a cited figure: the figure as it was, from what data, and what has changed since."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from chipcensus.answer import Answer
from chipcensus.archive import archive_of
from chipcensus.census import shared_census
from chipcensus.citing import Found, find, look_up
from chipcensus.export.table import table
from chipcensus.figures import FIGURES
from chipcensus.i18n import Words
from chipcensus.ui import session
from chipcensus.ui.card_data import card_data
from chipcensus.ui.figure_card import mount_card
from chipcensus.ui.worst_day import worst_day

MOST_SHOWN = 100
LONGEST_SHOWN = 40
Card = dict[str, Any]


def show_cited() -> None:
    """Draw the figure that the address cites, or say that nothing is cited by it."""
    with worst_day(session.language()):
        census = shared_census()
        words = census.words(session.language())
        citation = look_up(census, session.cited())
        if citation is None:
            _show_unknown(words)
            return
        found: Found[Card] = find(archive_of(census), citation, words.lang, card_data)
        card = found.then or (found.now and card_data(found.now, words))
        _say_what_this_is(found, words)
        if found.now:
            differs = bool(found.then) and not found.is_current
            _link_to_page(found.now, words, "current" if differs else "page")
        if card:
            mount_card(card)
        else:
            _show_values(found, words)
        _show_changes(found, words)


def _show_unknown(words: Words) -> None:
    text = session.cited()
    if text:
        st.warning(session.plain(words("cite.unknown", asked=text[:LONGEST_SHOWN])))
    else:
        st.info(words("cite.none_given"))
    lang = {session.LANG: words.lang}
    st.page_link("pages/overview.py", label=words("cite.to_overview"), query_params=lang)


def _say_what_this_is(found: Found[Card], words: Words) -> None:
    """From which generation the figure below is, in one sentence."""
    kind = _kind(found)
    built = datetime.fromisoformat(found.citation.built_at).strftime("%Y-%m-%d %H:%M")
    text = words(
        f"cite.{kind}",
        id=found.citation.id,
        then=found.citation.generation,
        built_at=built,
        now=found.current,
    )
    if kind == "is_current":
        st.caption(session.plain(text))
    elif kind == "as_it_was":
        st.info(session.plain(text))
    else:
        st.warning(session.plain(text))


def _kind(found: Found[Card]) -> str:
    if found.is_current and found.then:
        return "is_current"
    if found.then:
        return "as_it_was"
    if found.now is None:
        return "values_only"
    return "not_drawn" if found.is_kept else "not_kept"


def _link_to_page(now: Answer, words: Words, kind: str) -> None:
    """To the figure's own page, with the filters that are no defaults of it."""
    figure = now.figure
    chosen = now.filters.to_url()
    given = {
        name: value
        for name, value in now.filters.chosen().items()
        if figure.defaults.get(name) != value
    }
    query = {name: chosen[name] for name in given} | {session.LANG: words.lang}
    label = words(f"cite.to_{kind}", page=words(f"page.{figure.page}.title"))
    st.page_link(f"pages/{figure.page}.py", label=label, query_params=query)


def _show_changes(found: Found[Card], words: Words) -> None:
    if found.is_current or found.now is None:
        return
    if not found.changed:
        st.caption(words("cite.same"))
        return
    st.subheader(words("cite.changed", count=len(found.changed)), anchor=False)
    names = ("row", "column", "before", "after")
    rows = [[_cell(vars(c)[name]) for name in names] for c in found.changed[:MOST_SHOWN]]
    heads = [words(f"cite.head_{name}") for name in names]
    st.table(pd.DataFrame(rows, columns=heads), hide_index=True)
    if len(found.changed) > MOST_SHOWN:
        st.caption(words("cite.more", count=len(found.changed) - MOST_SHOWN))


def _show_values(found: Found[Card], words: Words) -> None:
    """What was cited, where no figure can be drawn of it."""
    figure = FIGURES.get(found.citation.figure)
    title = figure.title({}, words) if figure else found.citation.figure
    st.subheader(session.plain(title), anchor=False)
    shown = table(found.result, words)
    rows = [[_cell(text) for text in row] for row in shown.rows]
    st.table(pd.DataFrame(rows, columns=list(shown.labels)), hide_index=True)


def _cell(text: str) -> str:
    return session.plain(text) or "–"
