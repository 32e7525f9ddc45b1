"""Axes of time: which a figure has, and where a day lies on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from chipcensus.charts.drawing import Drawing
from chipcensus.result import Row

Time = Literal["", "year", "day"]


@dataclass(frozen=True)
class Axis:
    """A horizontal axis of time as far as lines need it.

    Attributes:
        name: as traces and shapes refer to it, e.g. "x2".
        low: first place, a year or a day's ordinal.
        high: last place.
        left: where it begins, as a share of the figure's width.
        right: where it ends.
        bottom: where its panels begin, as a share of the figure's height.
        top: where they end.
    """

    name: str
    low: float
    high: float
    left: float
    right: float
    bottom: float
    top: float

    def share(self, place: float) -> float:
        """Where a place lies across the whole figure."""
        return self.left + (place - self.low) / (self.high - self.low) * (self.right - self.left)


def position(row: Row, time: Time) -> float:
    """Where a happening lies: a month or a year in its middle.

    On an axis of years a bar stands in the middle of its year, so 1 January 2022 lies at 2021.5.
    """
    day: date = row["happened_on"] + (row["until"] - row["happened_on"]) / 2
    if time == "day":
        return day.toordinal()
    first, after = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return day.year - 0.5 + ((day - first).days + 0.5) / (after - first).days


def axes_of(drawing: Drawing) -> list[Axis]:
    """The figure's axes of time, none where it has no time or no figure."""
    if not drawing.time or drawing.figure is None:
        return []
    layout = drawing.figure["layout"]
    names = [key for key in layout if key.startswith("xaxis")] or ["xaxis"]
    found = [_axis(drawing, key.replace("axis", ""), len(names) > 1) for key in names]
    return [axis for axis in found if axis]


def _axis(drawing: Drawing, name: str, is_one_of_many: bool) -> Axis | None:
    assert drawing.figure is not None  # noqa: S101 - asked before
    data, layout = drawing.figure["data"], drawing.figure["layout"]
    axis = layout.get(name.replace("x", "xaxis"), {})
    ends = axis.get("range") or [
        x for trace in data if trace.get("xaxis", "x") == name for x in trace["x"] if x is not None
    ]
    places = [_number(end, drawing.time) for end in ends]
    if not places or min(places) == max(places):
        return None
    left, right = axis.get("domain", (0, 1))
    bottom, top = _height(layout, name) if is_one_of_many else (0, 1)
    return Axis(name, min(places), max(places), left, right, bottom, top)


def _height(layout: dict[str, Any], name: str) -> tuple[float, float]:
    """From the lowest to the highest of the panels that stand on an axis."""
    standing = [
        axis.get("domain", (0, 1))
        for key, axis in layout.items()
        if key.startswith("yaxis") and axis.get("anchor", "x") == name
    ]
    return (min(d[0] for d in standing), max(d[1] for d in standing)) if standing else (0, 1)


def _number(value: Any, time: Time) -> float:
    return float(value) if time == "year" else date.fromisoformat(str(value)[:10]).toordinal()
