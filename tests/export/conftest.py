"""Exhibits of the shipped data."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chipcensus.census import Census
from chipcensus.exhibits import exhibit
from chipcensus.export.exhibit import Exhibit
from chipcensus.filters import Filters

ORIGIN = "https://chips.example/"


@pytest.fixture(scope="session")
def census(shipped) -> Census:
    return Census(shipped)


@pytest.fixture(scope="session")
def exhibited(census) -> Callable[..., Exhibit]:
    """A figure as an exhibit: `exhibited("registrations/by_year", "zh", scope="chip")`."""

    def made(name: str, lang: str = "en", **filters) -> Exhibit:
        answer = census.figure(name, Filters(**{"id": "cambricon", **filters}))
        return exhibit(census, answer, census.words(lang), ORIGIN)

    return made
