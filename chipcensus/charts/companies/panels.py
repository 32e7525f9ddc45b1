"""Panels below each other over one axis of time, each with its heading at the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chipcensus.i18n import Words

DOMAINS = ([0.56, 1.0], [0.0, 0.44])  # of two
PANEL = 190  # pixels


@dataclass(frozen=True)
class Panel:
    """What shares a value axis.

    Attributes:
        title: what is shown.
        unit: of the values; empty where nothing is measured.
        traces: the marks.
        axis: the value axis.
    """

    title: str
    unit: str
    traces: Sequence[dict[str, Any]]
    axis: dict[str, Any]


def stacked(panels: Sequence[Panel], xaxis: dict[str, Any]) -> dict[str, Any]:
    """One or two panels as a figure."""
    layout: dict[str, Any] = {
        "xaxis": xaxis | {"anchor": _axis(len(panels))},
        "showlegend": False,
        "annotations": [],
    }
    data = []
    for place, panel in enumerate(panels, start=1):
        domain = DOMAINS[place - 1] if len(panels) == 2 else [0.0, 1.0]
        data += [trace | {"yaxis": _axis(place)} for trace in panel.traces]
        own = {"domain": domain, "title": {"text": panel.unit}}
        layout[_axis(place, "yaxis")] = panel.axis | own
        layout["annotations"].append(_heading(panel, domain[1]))
    return {"data": data, "layout": layout}


def height(panels: Sequence[Panel]) -> int:
    """Pixels that give every panel the same room."""
    return 90 + PANEL * len(panels)


def units(panels: Sequence[Panel], words: Words) -> str:
    """The units of all panels, each once."""
    return words.list(list(dict.fromkeys(panel.unit for panel in panels if panel.unit)))


def _heading(panel: Panel, top: float) -> dict[str, Any]:
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": top}
    return place | {"yanchor": "bottom", "yshift": 6, "text": panel.title}


def _axis(place: int, head: str = "y") -> str:
    return head if place == 1 else f"{head}{place}"
