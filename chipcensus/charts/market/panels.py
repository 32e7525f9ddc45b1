"""Panels above each other on one axis of years, each with the names of its lines at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

from chipcensus.charts.names import NAME_HEIGHT, spread
from chipcensus.charts.theme import CONTEXT
from chipcensus.units import number

HEADING = 34  # pixels above a panel, for its name
TOP, BOTTOM, LEFT = 8, 36, 52  # pixels around all panels
# Pixels of a line of the legend; on a telephone each entry has its own.
ENTRIES, ENTRY = 26, 19
WIDE = 40  # times: from here on powers of ten are enough on a logarithmic axis


@dataclass(frozen=True)
class End:
    """Where a line ends, and what is written beside it in its colour."""

    x: float
    y: float
    text: str
    colour: str


@dataclass(frozen=True)
class Panel:
    """What shares a value axis.

    Attributes:
        heading: what is shown, with the unit.
        traces: without their axes.
        ends: of the lines that have a name.
        bounds: the axis' first and last value, in the unit shown.
        is_log: logarithmic axis.
        least: pixels it has at least.
        unit: of its values, where panels differ.
    """

    heading: str
    traces: Sequence[dict[str, Any]]
    ends: Sequence[End]
    bounds: tuple[float, float]
    is_log: bool = False
    least: int = 150
    unit: str = ""

    @property
    def height(self) -> int:
        """Pixels: room for every name."""
        return max(self.least, (len(self.ends) + 1) * NAME_HEIGHT)

    def place(self, value: float) -> float:
        """Where a value lies on the axis as Plotly counts it."""
        return log10(value) if self.is_log else value

    @property
    def span(self) -> list[float]:
        """First and last place on the axis."""
        return [self.place(value) for value in self.bounds]


def figure(
    panels: Sequence[Panel], years: dict[str, Any], entries: Sequence[dict[str, Any]] = ()
) -> tuple[dict[str, Any], int]:
    """Traces and layout of all panels, and the height of the figure in pixels.

    Args:
        panels: from the top.
        years: the axis all of them share.
        entries: traces of the legend; one alone is none.
    """
    top_margin = TOP + (ENTRIES if len(entries) > 1 else 0)
    total = sum(panel.height + HEADING for panel in panels)
    layout: dict[str, Any] = {
        "xaxis": years | {"anchor": _axis(2 * len(panels) - 1)},
        "annotations": [_heading(n, panel) for n, panel in enumerate(panels)],
        "showlegend": len(entries) > 1,
        "margin": {"t": top_margin, "b": BOTTOM, "l": LEFT},
    }
    traces = [dict(entry) for entry in entries]
    top = float(total)
    for place, panel in enumerate(panels):
        top -= HEADING
        domain = [max(0.0, (top - panel.height) / total), top / total]
        top -= panel.height
        number = 2 * place + 1
        axis = _values(panel, domain)
        layout[_key(number)] = axis
        names, leaders = _names(panel, years["range"][1])
        shared = {"overlaying": _axis(number), "matches": _axis(number)}
        layout[_key(number + 1)] = axis | names | shared
        traces += [trace | {"yaxis": _axis(number)} for trace in panel.traces]
        traces.append(leaders | {"yaxis": _axis(number + 1)})
    return {"data": traces, "layout": layout}, total + top_margin + BOTTOM + (
        ENTRY * len(entries) if len(entries) > 1 else 0
    )


def _values(panel: Panel, domain: list[float]) -> dict[str, Any]:
    ticks = {"type": "log", **_log_ticks(*panel.bounds)} if panel.is_log else {"nticks": 6}
    return ticks | {"range": panel.span, "domain": domain, "zeroline": panel.bounds[0] == 0}


def _log_ticks(low: float, high: float) -> dict[str, Any]:
    """Powers of ten; where few of them fit, 2 and 5 of each too."""
    powers = [10.0**power for power in range(-4, 13)]
    steps = (1, 2, 5) if high / low < WIDE else (1,)
    values = [digit * power for power in powers for digit in steps]
    shown = [value for value in values if low <= value <= high]
    return {"tickmode": "array", "tickvals": shown, "ticktext": [number(v) for v in shown]}


def _heading(place: int, panel: Panel) -> dict[str, Any]:
    return {
        "text": panel.heading,
        "xref": "paper",
        "yref": f"{_axis(2 * place + 1)} domain",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 8,
    }


def _names(panel: Panel, edge: float) -> tuple[dict[str, Any], dict[str, Any]]:
    """The names as ticks of a second axis, whose margin fits at any width, and their leaders."""
    low, high = panel.span
    per_pixel = (high - low) / panel.height
    ends = sorted(panel.ends, key=lambda end: end.y)
    wanted = [(panel.place(end.y) - low) / per_pixel for end in ends]
    places = [low + at * per_pixel for at in spread(wanted, NAME_HEIGHT, panel.height)]
    shown = [10**place if panel.is_log else place for place in places]
    axis = {
        "side": "right",
        "tickmode": "array",
        "tickvals": shown,
        "ticktext": [f'<span style="color:{end.colour}">{end.text}</span>' for end in ends],
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
    }
    leaders = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for end in ends for x in (end.x, edge, None)],
        "y": [y for end, at in zip(ends, shown, strict=True) for y in (end.y, at, None)],
        "line": {"color": CONTEXT, "width": 0.8, "dash": "dot"},
        "opacity": 0.6,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return axis, leaders


def _axis(number: int) -> str:
    return "y" if number == 1 else f"y{number}"


def _key(number: int) -> str:
    return _axis(number).replace("y", "yaxis")
