"""A page below its title: filters, notices, figures; a filter's change runs these only."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from chipcensus.access import Right
from chipcensus.census import Census
from chipcensus.current import steady
from chipcensus.days import is_to_come
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.i18n import Words
from chipcensus.ui import session
from chipcensus.ui.chips import show_chips
from chipcensus.ui.claims_bar import ClaimsBar
from chipcensus.ui.data_bar import DataBar
from chipcensus.ui.directory_bar import DirectoryBar
from chipcensus.ui.figure_card import mount_packed, prepare_card, show_card
from chipcensus.ui.filter_bar import Bar, show_filter_bar
from chipcensus.ui.import_file import follow, show_import
from chipcensus.ui.later import later_address, later_card
from chipcensus.ui.own_claims import show_own_claims
from chipcensus.ui.policy_bar import PolicyBar
from chipcensus.ui.registry_bar import RegistryBar
from chipcensus.ui.registry_hint import show_registry_hint
from chipcensus.ui.worst_day import EXPECTED, worst_day

BARS = {
    "claims": ClaimsBar,
    "companies": DirectoryBar,
    "data": DataBar,
    "deregistrations": RegistryBar,
    "market": PolicyBar,
    "registrations": RegistryBar,
}
# As many as a screen shows; after a change they are sent before the filters above them.
FIRST = 2
# The page on which files are imported.
DATA = "data"
# What a page has below its figures.
BELOW = {"claims": show_own_claims, "data": show_own_claims}


def show_screen(
    page: str, *, acts: Sequence[str], figures: Sequence[str], columns: int = 1
) -> None:
    """Draw the filters that act on a page, its headlines in a row, its figures row by row."""
    _show_filtered(page, acts, figures, columns)
    if any(FIGURES[name].of_registry for name in figures):
        show_registry_hint(page)


@st.fragment
def _show_filtered(page: str, acts: Sequence[str], figures: Sequence[str], columns: int) -> None:
    """What a filter's change acts on, and nothing else: each element more costs it time."""
    with worst_day(session.language()), steady():
        census, filters = session.census(), session.filters()
        if session.is_overtaken(census.generation().file):
            st.rerun()
        words = census.words(session.language())
        has_registry = census.choices().has_registry
        names = [
            name for name in figures if FIGURES[name].is_wanted(filters, has_registry=has_registry)
        ]
        may_load = session.allows(Right.IMPORT)
        place = show_import(words) if page == DATA and may_load else None
        above, below = st.container(), st.container()
        cards = _Cards(census, words.lang, filters, _places(below, names, columns))
        with suppress(*EXPECTED):  # said below, under the filters
            cards.prepare()
            if session.is_changed():
                cards.show()
        with above:
            show_filter_bar(BARS.get(page, Bar)(census, words, page, filters), acts)
            show_chips(census, words)
            _notices(census, words)
            _about_the_day(census, words, filters, names)
        cards.show()
        cards.show_later()
        if page in BELOW and may_load:
            BELOW[page](census, words)
        if place is not None:
            follow(place, words)
        if session.is_overtaken(census.generation().file):  # its engine was lost on the way
            st.rerun()
    session.write_url()  # last: the browser answers a new address with a round of its own


class _Cards:
    """The cards of a page: those on the screen, and those below it."""

    def __init__(
        self, census: Census, lang: str, filters: Filters, places: dict[str, DeltaGenerator]
    ) -> None:
        headlines = sum(1 for name in places if FIGURES[name].leads_to)
        names = list(places)
        self.asked, self.places = (census, lang, filters), places
        self.first, self.later = names[: headlines + FIRST], names[headlines + FIRST :]

    def prepare(self) -> None:
        """Answer first: what is sent in one go the browser lays out once."""
        for name in self.first:
            prepare_card(*self.asked, name)

    def show(self) -> None:
        """Send the cards on the screen, once."""
        while self.first:
            name = self.first.pop(0)
            with self.places[name]:
                show_card(*self.asked, name)

    def show_later(self) -> None:
        """Say where the others are to be had."""
        address = later_address(*self.asked)
        for name in self.later:
            with self.places[name]:
                mount_packed(name, later_card(*self.asked, name, address))


def _places(below: DeltaGenerator, names: Sequence[str], columns: int) -> dict[str, DeltaGenerator]:
    """Headlines in a row, the others row by row: read in the order they are seen."""
    headlines = [name for name in names if FIGURES[name].leads_to]
    row = below.container(key="headlines") if headlines else below
    found = dict.fromkeys(headlines, row)
    others = [name for name in names if name not in found]
    for start in range(0, len(others), columns):
        places = below.columns(columns, gap="medium") if columns > 1 else [below]
        found |= zip(others[start : start + columns], places, strict=False)
    return found


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
    if then and then != now and not census.is_private:
        st.info(words("notice.other_generation", then=then, now=now))
