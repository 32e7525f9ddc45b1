"""The filter bar of the claims."""

from __future__ import annotations

from chipcensus.filters import ALL
from chipcensus.ui.filter_bar import Bar


class ClaimsBar(Bar):
    """Adds the filters that act on the claims only."""

    def topic(self) -> None:
        """Subject of a claim."""
        self._select("topic", [ALL, *self.choices.values["topic"]], ALL)

    def verdict(self) -> None:
        """What became of a claim."""
        self._select("verdict", [ALL, *self.choices.values["verdict"]], ALL)
