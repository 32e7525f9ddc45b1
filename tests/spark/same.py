"""Whether two answers are one: the same rows in the same order, to the last bits of sums."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

# Floating point sums depend on the order in which rows come, which no engine promises.
RELATIVE = 1e-12
SHOWN = 5


def differences(
    expected: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]], *, in_order: bool
) -> list[str]:
    """The first cells that differ, a line each; [] where the answers are the same."""
    if len(expected) != len(found):
        return [f"{len(expected)} rows expected, {len(found)} found"]
    if not in_order:  # a step: its rows are put in order by those who read it
        expected, found = sorted(expected, key=_key), sorted(found, key=_key)
    lines = [
        f"row {n}, {name}: {one[name]!r} expected, {other.get(name)!r} found"
        for n, (one, other) in enumerate(zip(expected, found, strict=True))
        for name in one
        if not is_same(one[name], other.get(name), in_order=in_order)
    ]
    return lines[:SHOWN]


def is_same(one: Any, other: Any, *, in_order: bool = True) -> bool:
    """Whether two cells are the same; a list is one cell by cell."""
    if isinstance(one, list) and isinstance(other, list):
        if not in_order:
            one, other = sorted(one, key=repr), sorted(other, key=repr)
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=RELATIVE)
    return type(one) is type(other) and bool(one == other)


def _key(row: dict[str, Any]) -> str:
    return repr([_rounded(value) for value in row.values()])


def _rounded(value: Any) -> Any:
    if isinstance(value, list):
        return sorted((_rounded(one) for one in value), key=repr)
    return float(f"{value:.9g}") if isinstance(value, float) else value
