"""What lies over a panel from its top to its bottom: happenings as lines, years as bands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chipcensus.export.points import Place
from chipcensus.export.traces import colour_of, place_of

NEAR = 0.01  # of the height of a figure


@dataclass(frozen=True)
class Over:
    """A line, or a band.

    Attributes:
        start: where along the axis.
        end: of a band; a line's is its start.
        colour: "rrggbb"; "" = the figure's own grey.
        opacity: of a band.
        label: a line's number; "" = it has none.
        rise: of the label above the panel, in pixels of the figure.
    """

    start: Place
    end: Place
    colour: str = ""
    opacity: float = 1.0
    label: str = ""
    rise: float = 0.0

    @property
    def is_band(self) -> bool:
        """Whether it covers a stretch of the axis."""
        return self.start != self.end


def over_of(layout: Mapping[str, Any], key: str) -> list[Over]:
    """What lies over the whole height of the panel on the axis `key`, bands first."""
    low, high = layout.get(key.replace("y", "yaxis", 1), {}).get("domain", (0, 1))
    found = [
        Over(
            place_of(shape["x0"], {}),
            place_of(shape["x1"], {}),
            colour_of(shape.get("fillcolor")),
            float(shape.get("opacity", 1)),
            *_label(layout, shape["x0"]),
        )
        for shape in layout.get("shapes", ())
        if _covers(shape, low, high)
    ]
    return sorted(found, key=lambda one: not one.is_band)


def _covers(shape: Mapping[str, Any], low: float, high: float) -> bool:
    """Whether it stands on the axis of time and is as high as the panel."""
    is_whole = shape.get("yref") == "paper" and "ysizemode" not in shape
    is_of_time = str(shape.get("xref", "")).startswith("x")
    return is_whole and is_of_time and shape["y0"] <= low + NEAR and shape["y1"] >= high - NEAR


def _label(layout: Mapping[str, Any], x: Any) -> tuple[str, float]:
    """The number of a happening, which the figure has above its topmost panel."""
    numbers: Iterator[Mapping[str, Any]] = (
        note
        for note in layout.get("annotations", ())
        if note.get("name") == "event" and note["x"] == x
    )
    note = next(numbers, None)
    return (str(note["text"]), float(note.get("yshift", 0))) if note else ("", 0.0)
