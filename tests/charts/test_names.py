"""Names beside a chart."""

from __future__ import annotations

from itertools import pairwise

import pytest

from chipcensus.charts.names import spread


@pytest.mark.parametrize(("wanted", "step", "top"), [([0, 0, 0], 10, 100), ([95, 96], 10, 100)])
def test_places_are_apart_and_inside(wanted, step, top):
    places = spread(wanted, step, top)
    assert all(b - a >= step - 1e-9 for a, b in pairwise(places))
    assert places[0] >= 0
    assert places[-1] <= top
