"""A page below its title: filters, notices, figures; a filter's change runs these only."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext, suppress

import streamlit as st

from chipcensus.census import Census, is_to_come, shared_census
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.i18n import Words
from chipcensus.ui import session
from chipcensus.ui.chips import show_chips
from chipcensus.ui.claims_bar import ClaimsBar
from chipcensus.ui.data_bar import DataBar
from chipcensus.ui.directory_bar import DirectoryBar
from chipcensus.ui.figure_card import prepare_card, show_card
from chipcensus.ui.filter_bar import Bar, show_filter_bar
from chipcensus.ui.own_claims import show_own_claims
from chipcensus.ui.policy_bar import PolicyBar
from chipcensus.ui.worst_day import EXPECTED, worst_day

BARS = {
    "claims": ClaimsBar,
    "companies": DirectoryBar,
    "data": DataBar,
    "market": PolicyBar,
}
# What a page has below its figures.
BELOW = {"claims": show_own_claims, "data": show_own_claims}


@st.fragment
def show_screen(
    page: str, *, acts: Sequence[str], figures: Sequence[str], columns: int = 1
) -> None:
    """Draw the filters that act on a page, its headlines in a row, its figures row by row."""
    with worst_day(session.language()):
        census, filters = shared_census(), session.filters()
        if session.is_overtaken(census.generation().id):
            st.rerun()
        words = census.words(session.language())
        names = [name for name in figures if FIGURES[name].is_wanted(filters)]
        # All answers first: what is sent in one go the browser lays out once.
        with suppress(*EXPECTED):  # said below, under the filters
            for name in names:
                prepare_card(census, words.lang, filters, name)
        show_filter_bar(BARS.get(page, Bar)(census, words, page, filters), acts)
        show_chips(census, words)
        _notices(census, words)
        _about_the_day(census, words, filters, names)
        _show_figures(census, words.lang, filters, names, columns)
        if page in BELOW:
            BELOW[page](census, words)
    session.write_url()  # last: the browser answers a new address with a round of its own


def _show_figures(
    census: Census, lang: str, filters: Filters, names: Sequence[str], columns: int
) -> None:
    headlines = [name for name in names if FIGURES[name].leads_to]
    with st.container(key="headlines") if headlines else nullcontext():
        for name in headlines:
            show_card(census, lang, filters, name)
    _rows(census, lang, filters, [n for n in names if n not in headlines], columns)


def _rows(census: Census, lang: str, filters: Filters, names: Sequence[str], columns: int) -> None:
    """Row by row: cards begin on one line, and are read in the order they are seen."""
    for start in range(0, len(names), columns):
        places = st.columns(columns, gap="medium") if columns > 1 else [nullcontext()]
        for turn, name in enumerate(names[start : start + columns]):
            with places[turn]:
                show_card(census, lang, filters, name)


def _about_the_day(census: Census, words: Words, filters: Filters, names: Sequence[str]) -> None:
    """What a reader must know of an as-of day on which there is nothing, or that is to come."""
    if is_to_come(filters.as_of):
        st.info(words("notice.as_of_to_come", day=filters.as_of))
        return
    with suppress(*EXPECTED):
        first = census.first_day(names, filters)
        if first:
            st.info(words("notice.before_all", day=filters.as_of, first=first))


def _notices(census: Census, words: Words) -> None:
    ignored = session.ignored()
    if ignored:
        items = [
            words(
                "notice.ignored_item",
                name=words.get(f"filter.{i.name}", i.name),
                value=i.value,
                reason=words(f"notice.reason_{i.reason}"),
            )
            for i in ignored[:6]
        ]
        text = words("notice.ignored", items=words("filter.separator").join(items))
        st.warning(session.plain(text))
    then, now = session.linked_generation(), census.generation().id
    if then and then != now:
        st.info(words("notice.other_generation", then=then, now=now))
