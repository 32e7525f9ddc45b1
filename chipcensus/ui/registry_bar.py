"""The filter bar of the pages on which a loaded registry's figures stand."""

from __future__ import annotations

from chipcensus.figures import COUNTS, LISTED
from chipcensus.filters import ALL, described
from chipcensus.ui.filter_bar import Bar

BREADTHS = ("narrow", "medium", "wide")
# Two groups by years of founding: no choice.
COHORTS = "cohorts"


class RegistryBar(Bar):
    """Adds the filters of a loaded registry, which are not there without one."""

    def scope(self) -> None:
        """Industry definition, of published counts or of the list; or every company of the list."""
        rows = self.census.ask("meta/choices", {}).rows
        subjects = {self.page, "registry"}
        found = [r["value"] for r in rows if r["filter"] == "scope" and r["subject"] in subjects]
        every = [ALL] if self.choices.has_registry else []
        self._select("scope", [*dict.fromkeys(found), *every], COUNTS["scope"])

    def breadth(self) -> None:
        """How widely the list's scope is read."""
        known = self.choices.values.get("breadth", ())
        if known:
            self._select("breadth", [b for b in BREADTHS if b in known], LISTED["breadth"])

    def province(self) -> None:
        """A province of the list, the one with most companies first."""
        if self.choices.has_registry:
            self._select("province", [ALL, *self.choices.values.get("province", ())], ALL)

    def against(self) -> None:
        """What a second group differs in; years of founding by default."""
        if self.choices.has_registry:
            self._select("against", [COHORTS, *self.choices.values.get("against", ())], COHORTS)

    def _label(self, name: str, value: str) -> str:
        if (name, value) == ("scope", ALL):
            return self.words("filter.every_company")
        if name == "against":
            return described(name, value, self.words)
        return super()._label("geo" if (name, value != ALL) == ("province", True) else name, value)
