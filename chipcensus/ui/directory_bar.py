"""The filter bar of the directory: find companies, and choose those to compare."""

from __future__ import annotations

import streamlit as st

from chipcensus.charts.listing import MOST_COMPARED
from chipcensus.choices import LONGEST_SHOWN
from chipcensus.filters import ALL
from chipcensus.ui import session
from chipcensus.ui.filter_bar import Bar
from chipcensus.ui.widgets import company_label, show_widget


class DirectoryBar(Bar):
    """Adds the filters that act on the directory only."""

    def search(self) -> None:
        """Part of a name or ticker."""
        show_widget(
            st.text_input,
            "search",
            self.words("filter.search"),
            self.chosen.search or "",
            _set_search,
            (),
            placeholder=self.words("filter.search_hint"),
            max_chars=LONGEST_SHOWN,
        )

    def segment(self) -> None:
        """A company's main field."""
        self._any("segment")

    def status(self) -> None:
        """A company's state."""
        self._any("status")

    def city(self) -> None:
        """City of the head office."""
        self._any("city")

    def founded(self) -> None:
        """First and last year of founding; the whole span includes the unknown."""
        first, last = self.choices.founded
        value = (self.chosen.founded_from or first, self.chosen.founded_to or last)
        show_widget(
            st.slider,
            "founded",
            self.words("filter.founded"),
            value,
            _set_founded,
            (first, last),
            min_value=first,
            max_value=last,
            help=self.words("filter.founded_help"),
        )

    def companies(self) -> None:
        """Companies to set side by side; one too many is refused beside the field."""
        rows = self.census.ask("meta/companies", {}).rows
        labels = {r["company_id"]: company_label(r, self.words.lang) for r in rows}
        show_widget(
            st.multiselect,
            "companies",
            self.words("filter.compare"),
            [c for c in self.chosen.companies if c != ALL],
            _set_compared,
            (),
            select_all=False,  # Streamlit says it in English
            options=list(labels),
            format_func=labels.__getitem__,
            placeholder=self.words("filter.compare_hint", most=MOST_COMPARED),
        )
        refused = st.session_state.get(session.TOO_MANY)
        if refused:
            name = self.words.company(refused)
            st.error(self.words("filter.compare_full", most=MOST_COMPARED, name=name))

    def _any(self, name: str) -> None:
        self._select(name, [ALL, *self.choices.values[name]], ALL)


def _set_search() -> None:
    session.choose(search=" ".join(st.session_state["filter_search"].split()) or None)


def _set_founded(first: int, last: int) -> None:
    low, high = st.session_state["filter_founded"]
    session.choose(
        founded_from=None if low == first else low,
        founded_to=None if high == last else high,
    )


def _set_compared() -> None:
    chosen, before = st.session_state["filter_companies"], session.filters().companies
    added = [company for company in chosen if company not in before]
    if added and len(chosen) > MOST_COMPARED:
        session.choose()
        st.session_state[session.TOO_MANY] = added[-1]
    else:
        session.choose(companies=tuple(chosen))
