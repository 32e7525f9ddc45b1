"""A census over a visit's own data: the same questions, a file of its own, nothing to cite."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from chipcensus.answer import Answer
from chipcensus.census import Census
from chipcensus.current import Away
from chipcensus.engine import CHANGES, Engine
from chipcensus.filters import Filters
from chipcensus.result import Result
from chipcensus.store import Generation

# Of one visit.
CACHED_ANSWERS = 300


class PrivateCensus(Census):
    """Answers from the private generation of one visit; what compares generations asks `shared`."""

    is_private = True

    def __init__(
        self, shared: Census, opened: Generation, address: str, *, has_own_rules: bool = False
    ) -> None:
        """Answer from `opened`, over HTTP below `address`; its lists may be sorted by own rules."""
        self.has_own_rules = has_own_rules
        self.settings, self.store, self.shared = shared.settings, shared.store, shared
        few = replace(self.settings, cached_answers=CACHED_ANSWERS)
        self.engine = Engine(shared.engine.questions, few)
        self.address = address
        self._own = opened

    def generation(self, say: Callable[[str], None] = lambda _: None) -> Generation:  # noqa: ARG002
        """The visit's own generation; nothing is ever built."""
        return self._own

    def away(self) -> Away | None:
        """Nothing: a visit's own data needs no engine."""

    def is_embedded(self) -> bool:
        """Whether it answers in the place of an engine: never."""
        return False

    def is_ready(self) -> bool:
        """Whether an answer needs no waiting: always."""
        return True

    def figure(self, name: str, filters: Filters) -> Answer:
        """Answer a figure; what changed between generations is told of the shared ones."""
        if name == CHANGES:
            return self.shared.figure(name, filters)
        return replace(super().figure(name, filters), is_private=True)

    def compared(self, filters: Filters) -> tuple[str | None, str]:
        """The two shared generations a reader compares."""
        return self.shared.compared(filters)

    def renew(self, broken: Generation) -> None:
        """Do nothing: a private generation is built anew only by its visit."""

    def _ask(self, name: str, values: Mapping[str, Any]) -> Result:
        return replace(self.engine.ask(self._own, name, values), has_own_rules=self.has_own_rules)
