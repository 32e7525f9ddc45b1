"""Points and series: the plain form of what a figure draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Place = float | str | date


@dataclass(frozen=True)
class Point:
    """A mark or bar.

    Attributes:
        at: where along the axis: a name, a day, or a number (a year and its part).
        value: in the unit of the axis; None = a gap.
        low: the range of the sources, from; None where there is none.
        high: the same, to.
        label: what is printed beside it.
        colour: "rrggbb".
        is_open: hatched or hollow: partial, preliminary, or otherwise provisional.
    """

    at: Place
    value: float | None
    low: float | None = None
    high: float | None = None
    label: str = ""
    colour: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class Series:
    """What has one name and one colour.

    Attributes:
        name: "" = it has none.
        kind: as it is drawn.
        colour: "rrggbb".
        points: in the order they are joined.
        is_dashed: a forecast, or steps, which a native chart has no line for.
        is_bare: a line without marks.
    """

    name: str
    kind: Literal["bar", "line", "marks"]
    colour: str
    points: Sequence[Point]
    is_dashed: bool = False
    is_bare: bool = False
