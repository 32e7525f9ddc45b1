"""The filter bar: the same on every page, showing only what acts there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from chipcensus.census import Census
from chipcensus.figures import COUNTS
from chipcensus.filters import ALL, Filters
from chipcensus.i18n import Words
from chipcensus.ui import session
from chipcensus.ui.widgets import company_label, show_widget

OFFERED_METRICS = (
    "revenue",
    "net_profit",
    "net_profit_excl_nonrecurring",
    "rd_expense",
    "rd_intensity",
    "gross_profit",
    "gross_margin",
    "net_margin",
    "operating_income",
    "market_cap",
    "price_to_sales",
    "share_price",
)


def show_filter_bar(bar: Bar, acts: Sequence[str]) -> None:
    """Draw the widgets for `acts`."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="filter_bar"):
        for name in acts:
            getattr(bar, name)()


class Bar:
    """One method a filter, named as the filter."""

    def __init__(self, census: Census, words: Words, page: str, chosen: Filters) -> None:
        """Draw for `page` with `chosen` as the state of the widgets."""
        self.census, self.words, self.page, self.chosen = census, words, page, chosen
        self.choices = census.choices()

    def years(self) -> None:
        """First and last year; the whole span is the default."""
        first, last = self.choices.years
        value = (self.chosen.year_from or first, self.chosen.year_to or last)
        show_widget(
            st.slider,
            "years",
            self.words("filter.years"),
            value,
            _set_years,
            (first, last),
            min_value=first,
            max_value=last,
        )

    def companies(self) -> None:
        """Search by Chinese name, English name or ticker."""
        rows = self.census.ask("meta/companies", {}).rows
        column = "has_funding" if self.page == "funding" else "has_financials"
        every = self.page == "market"  # events concern companies of which nothing else is known
        options = [
            r["company_id"]
            for r in rows
            if every or r[column] or r["company_id"] in self.chosen.companies
        ]
        labels = {r["company_id"]: company_label(r, self.words.lang) for r in rows}
        labels[ALL] = self.words("filter.all_companies")
        has_default = self.page in {"financials", "overview"}
        show_widget(
            st.multiselect,
            "companies",
            self.words("filter.companies"),
            list(self.chosen.companies),
            _set_companies,
            (),
            select_all=False,  # Streamlit says it in English
            options=[ALL, *options] if has_default else options,
            format_func=labels.__getitem__,
            placeholder=self.words(f"filter.{'default' if has_default else 'all'}_companies"),
            help=self.words("filter.companies_help"),
        )

    def scope(self) -> None:
        """Industry definition; funding totals are set side by side unless one is chosen."""
        rows = self.census.ask("meta/choices", {}).rows
        subject = "registrations" if self.page == "overview" else self.page
        options = [r["value"] for r in rows if r["filter"] == "scope" and r["subject"] == subject]
        # On the overview each figure has its own definition until one is chosen for all.
        default = ALL if self.page in {"funding", "overview"} else COUNTS["scope"]
        self._select("scope", [*([ALL] if default == ALL else []), *options], default)

    def provider(self) -> None:
        """Who counted."""
        rows = self.census.ask("meta/choices", {}).rows
        options = [
            r["value"] for r in rows if r["filter"] == "provider" and r["subject"] == self.page
        ]
        self._select("provider", [*options, ALL], COUNTS["provider"])

    def metric(self) -> None:
        """A metric of the statements."""
        options = [m for m in OFFERED_METRICS if m in self.choices.values["metric"]]
        self._select("metric", options, "revenue")

    def frequency(self) -> None:
        """Year, half, nine months or quarter."""
        self._select("frequency", list(self.choices.values["frequency"]), "year")

    def currency(self) -> None:
        """As reported, or converted at the year's average rate."""
        default = "CNY" if self.page in {"funding", "companies", "company"} else "reported"
        default = "USD" if self.page == "market" else default
        self._select("currency", list(self.choices.values["currency"]), default)

    def market(self) -> None:
        """A group of definitions of a market."""
        self._select("market", list(self.choices.values["market"]), "ai_chip")

    def as_of(self) -> None:
        """A day, typed: Streamlit's calendar speaks English only."""
        text = self.chosen.as_of.isoformat() if self.chosen.as_of else ""
        show_widget(
            st.text_input,
            "as_of",
            self.words("filter.as_of"),
            text,
            _set_day,
            (),
            placeholder="YYYY-MM-DD",
            help=self.words("filter.as_of_help"),
            max_chars=10,
        )
        bad = st.session_state.get(session.BAD_DAY)
        if bad:
            st.error(self.words("filter.as_of_bad", value=bad))

    def events(self) -> None:
        """Kinds of happenings to lay over the figures of time; none is the default."""
        labels = self._kinds()
        show_widget(
            st.multiselect,
            "events",
            self.words("filter.events"),
            list(self.chosen.events),
            _set_events,
            (),
            select_all=False,
            options=list(labels),
            format_func=labels.__getitem__,
            placeholder=self.words("filter.no_events"),
            help=self.words("filter.events_help"),
        )

    def _kinds(self) -> dict[str, str]:
        """Kinds of happenings that occur, with their names, in the order of the words."""
        known = self.choices.values["events"]
        said = self.words.section("event_kind")
        return {kind: said[kind] for kind in said if kind in known} | {
            kind: kind for kind in known if kind not in said
        }

    def _select(self, name: str, options: list[str], default: str) -> None:
        value = getattr(self.chosen, name) or default
        # What was chosen on another page acts here too, even where the data has nothing of it.
        options = options if value in options else [*options, value]
        labels = {o: self._label(name, o) for o in options}
        show_widget(
            st.selectbox,
            name,
            self.words(f"filter.{name}"),
            value,
            _set_code,
            (name, default),
            options=options,
            format_func=labels.__getitem__,
        )

    def _label(self, name: str, value: str) -> str:
        """A value of a filter as its widget says it."""
        if value != ALL:
            return self.words.code(name, value)
        is_own = (self.page, name) == ("overview", "scope")
        every = "filter.own_scopes" if is_own else f"filter.all_{name}s"
        return self.words.get(every, self.words("filter.any"))


def _set_years(first: int, last: int) -> None:
    low, high = st.session_state["filter_years"]
    session.choose(year_from=None if low == first else low, year_to=None if high == last else high)


def _set_companies() -> None:
    chosen, before = st.session_state["filter_companies"], session.filters().companies
    # "All" and single companies exclude each other: what was chosen last counts.
    kept = chosen
    if ALL in chosen:
        kept = [ALL] if ALL not in before else [c for c in chosen if c != ALL]
    session.choose(companies=tuple(kept))


def _set_events() -> None:
    session.choose(events=tuple(st.session_state["filter_events"]))


def _set_code(name: str, default: str) -> None:
    value = st.session_state[f"filter_{name}"]
    session.choose(**{name: None if value == default else value})


def _set_day() -> None:
    text = st.session_state["filter_as_of"].strip()
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        session.choose()
        st.session_state[session.BAD_DAY] = text
    else:
        session.choose(as_of=day)
