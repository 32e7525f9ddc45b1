"""How much room a chart's labels need: measured here, so that nothing shifts while it is drawn."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from chipcensus.export.lettering import AXIS, has_legend, width_of

TAG = re.compile(r"<[^>]*>")
BETWEEN = 10  # pixels between a label, its axis and the picture's edge
LINE = 1.3  # as Plotly sets lines
ROW = 19  # of a legend, in pixels
MARK = 40  # a legend's mark and the air around an entry


def fixed_margins(figure: dict[str, Any], template: Mapping[str, Any], width: float) -> None:
    """Give a figure the margins that its labels and its legend need, once and for all.

    Args:
        figure: changed.
        template: of the look it is drawn in.
        width: of the whole figure in pixels.
    """
    layout = figure["layout"]
    margin = {**template["layout"]["margin"], **layout.get("margin", {})}
    for name, axis in layout.items():
        if AXIS.fullmatch(name) and axis.pop("automargin", False):
            side = axis.get("side", "left" if name.startswith("y") else "bottom")[0]
            margin[side] = max(margin[side], _needed(figure, name, template["layout"]))
    if has_legend(figure):
        room = width - margin["l"] - margin["r"]
        rows = _rows(figure, room)
        margin["t"] = max(margin["t"], 3 * BETWEEN + ROW * rows if rows > 1 else 0)
    layout["margin"] = margin | {"autoexpand": False}


def _needed(figure: dict[str, Any], name: str, template: Mapping[str, Any]) -> float:
    axis = figure["layout"][name]
    size: float = axis.get("tickfont", {}).get("size", template[name[:5]]["tickfont"]["size"])
    labels = list(_labels(figure, name))
    lines = [line for label in labels for line in _lines(label)]
    if name.startswith("y"):
        return BETWEEN + max((width_of(line, size) for line in lines), default=0)
    deep = max((len(_lines(label)) for label in labels), default=1)
    deep += bool(axis.get("type") == "multicategory")
    titled = bool(axis.get("title", {}).get("text"))
    return BETWEEN + size * LINE * (deep + (1.5 if titled else 0))


def _labels(figure: dict[str, Any], name: str) -> Iterator[str]:
    """The texts along an axis; none where they are numbers."""
    axis = figure["layout"][name]
    if axis.get("ticktext"):
        yield from map(str, axis["ticktext"])
        return
    letter, own = name[0], name.replace("axis", "")
    for trace in figure["data"]:
        if trace.get(f"{letter}axis", letter) == own:
            yield from (value for value in trace.get(letter, ()) if isinstance(value, str))


def _lines(label: str) -> list[str]:
    return [html.unescape(TAG.sub("", line)) for line in label.split("<br>")]


def _rows(figure: dict[str, Any], width: float) -> int:
    """Rows of the legend: as on the screen, all entries are as wide as the widest."""
    names = [
        max(_lines(str(trace.get("name", ""))), key=len)
        for trace in figure["data"]
        if trace.get("showlegend") is not False
    ]
    legend = figure["layout"].get("legend", {})
    if legend.get("orientation") == "v" or not names:
        return 1
    title = width_of(legend.get("title", {}).get("text", ""), 12)
    broad = max(width_of(name, 12) for name in names) + MARK
    in_row = max(1, int((width - title) // broad))
    return (
        1
        if sum(width_of(n, 12) + MARK for n in names) < width - title
        else math.ceil(len(names) / in_row)
    )
