"""The filter bar of the page Data: two kept generations to be compared."""

from __future__ import annotations

import streamlit as st

from chipcensus.ui import session
from chipcensus.ui.filter_bar import Bar
from chipcensus.ui.widgets import show_widget


class DataBar(Bar):
    """Adds the filters that act on the page Data only."""

    def earlier(self) -> None:
        """The earlier generation; the one before the other is the default."""
        self._generation("earlier")

    def later(self) -> None:
        """The later generation; the current one is the default."""
        self._generation("later")

    def _generation(self, name: str) -> None:
        kept = self.census.kept()
        if len(kept) < 2:  # nothing to choose, and the figure says so
            return
        shown = self.census.compared(self.chosen)[name == "later"]
        labels = {one: self.words("filter.generation", id=one, built_at=kept[one]) for one in kept}
        show_widget(
            st.selectbox,
            name,
            self.words(f"filter.{name}"),
            shown if shown in labels else None,
            _set,
            (name,),
            options=list(labels),
            format_func=labels.__getitem__,
        )


def _set(name: str) -> None:
    chosen = st.session_state[f"filter_{name}"]
    if chosen != getattr(session.filters(), name):
        session.choose(**{name: chosen})
