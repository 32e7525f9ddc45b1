"""The filter bar of market and policy: kinds of happenings, one happening, one series."""

from __future__ import annotations

import streamlit as st

from chipcensus.figures import LENS
from chipcensus.ui import session
from chipcensus.ui.filter_bar import Bar
from chipcensus.ui.widgets import show_widget


class PolicyBar(Bar):
    """Adds the filters that act on the timeline and on the event lens."""

    def kinds(self) -> None:
        """Kinds of happenings of the timeline; none is the default."""
        labels = self._kinds()
        show_widget(
            st.multiselect,
            "kinds",
            self.words("filter.kinds"),
            list(self.chosen.kinds),
            _set_kinds,
            (),
            select_all=False,
            options=list(labels),
            format_func=labels.__getitem__,
            placeholder=self.words("filter.default_kinds"),
        )

    def event(self) -> None:
        """A happening, the newest first, found by its title or day."""
        labels = list(self.words.happenings)[::-1]
        value = self.chosen.event or LENS["event"]
        show_widget(
            st.selectbox,
            "event",
            self.words("filter.event"),
            value,
            _set_event,
            (),
            options=labels if value in labels else [value, *labels],
            format_func=self.words.happening,
            help=self.words("filter.event_help"),
        )

    def series(self) -> None:
        """A series of yearly figures, in the order of the words."""
        known = self.choices.values["series"]
        said = [name for name in self.words.section("series") if name in known]
        self._select("series", [*said, *(n for n in known if n not in said)], LENS["series"])


def _set_kinds() -> None:
    session.choose(kinds=tuple(st.session_state["filter_kinds"]))


def _set_event() -> None:
    value = st.session_state["filter_event"]
    session.choose(event=None if value == LENS["event"] else value)
