"""A Plotly figure as plain series: what a native chart of an office file is made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from chipcensus.export.over import Over, over_of
from chipcensus.export.points import Point, Series
from chipcensus.export.traces import Trace, is_marked, plain, read_series

__all__ = ["Panel", "Point", "Series", "named", "panels_of", "series_of"]

NEAR = 0.01  # of the height of a figure


@dataclass(frozen=True)
class Panel:
    """What shares its axes.

    Attributes:
        title: above it; "" where it has none.
        unit: title of the value axis.
        along: what the other axis holds.
        names: with `along` "name", all of them in reading order.
        caption: title of the other axis.
        series: in the order they are drawn.
        is_sideways: bars lie; names stand at the left.
        is_stacked: bars add up.
        is_over: bars of one place lie over each other.
        is_log: logarithmic values.
        is_ratio: values are ratios that the figure's axis names as changes in per cent.
        over: what lies over it.
    """

    title: str
    unit: str
    along: Literal["name", "year", "day", "number"]
    names: Sequence[str]
    caption: str
    series: Sequence[Series]
    is_sideways: bool = False
    is_stacked: bool = False
    is_over: bool = False
    is_log: bool = False
    is_ratio: bool = False
    over: Sequence[Over] = ()


def series_of(figure: Mapping[str, Any] | None) -> list[Series]:
    """Every series a native chart of the figure has; none where it cannot have one."""
    return [series for panel in panels_of(figure) for series in panel.series]


def panels_of(figure: Mapping[str, Any] | None) -> list[Panel]:
    """A figure's panels from the top; none where no native chart says the same.

    A time line, or what is told by the size of marks, has no native chart: the answer's table
    stands in its place.
    """
    if figure is None or any(trace["type"] not in {"bar", "scatter"} for trace in figure["data"]):
        return []
    layout = figure["layout"]
    traces = [t for t in figure["data"] if "overlaying" not in _axis(layout, "y", t)]
    order = sorted({_key(t) for t in traces if is_marked(t)}, key=lambda k: -_top(layout, k))
    found = [_panel(layout, key, [t for t in traces if _key(t) == key]) for key in order]
    return [panel for panel in found if panel] if all(found) else []


def named(panel: Panel, title: str) -> Panel:
    """A panel whose series all have a name: its own title, else the figure's."""
    series = [replace(one, name=one.name or panel.title or title) for one in panel.series]
    return replace(panel, series=series)


def _panel(layout: Mapping[str, Any], key: str, traces: Sequence[Trace]) -> Panel | None:
    x, y = layout.get("xaxis", {}), layout.get(key.replace("y", "yaxis", 1), {})
    lies = any(t.get("orientation") == "h" for t in traces) or _is_named(y, traces)
    along, values = (y, x) if lies else (x, y)
    if lies and not _can_lie(x, traces):
        return None
    names = _names(along, lies)
    series = read_series(traces, lies, names)
    if lies:  # a native chart has no marks beside lying bars
        series = [replace(one, kind="bar") for one in series]
    mode = layout.get("barmode", "group")
    places = list(dict.fromkeys(p.at for one in series for p in one.points))
    kind = _kind(along, places)
    return Panel(
        title=_title(layout, key, y),
        unit=plain(values.get("title", {}).get("text")),
        along=kind,
        names=_ordered(names, places, lies=lies, along=along) if kind == "name" else [],
        caption=plain(along.get("title", {}).get("text")),
        series=series,
        is_sideways=lies,
        is_stacked=mode in {"stack", "relative"},
        is_over=mode == "overlay",
        is_log=values.get("type") == "log",
        over=over_of(layout, key),
        is_ratio="0%" in values.get("ticktext", ()) and 1 in values.get("tickvals", ()),
    )


def _can_lie(values: Mapping[str, Any], traces: Sequence[Trace]) -> bool:
    """Whether lying bars from zero say it: nothing of time, no joined marks, no logarithms."""
    is_scale = values.get("type") in {"date", "log"}
    return not is_scale and any(t["type"] == "bar" and "base" not in t for t in traces)


def _kind(axis: Mapping[str, Any], places: Iterable[Any]) -> Any:
    if _is_year(axis):
        return "year"
    kinds = {type(place) for place in places}
    return "name" if str in kinds else "day" if date in kinds else "number"


def _is_year(axis: Mapping[str, Any]) -> bool:
    return axis.get("tickformat") == "d"


def _is_named(axis: Mapping[str, Any], traces: Sequence[Trace]) -> bool:
    """Whether an axis of values has names instead: then the figure lies."""
    if axis.get("type") == "category":
        return True
    texts = [str(text) for text in axis.get("ticktext") or ()]
    is_told = any(t.get("mode", "") != "lines" for t in traces)
    return is_told and any(re.search(r"[^\W\d_]{2,}", plain(text)) for text in texts)


def _names(axis: Mapping[str, Any], lies: bool) -> dict[Any, str]:
    """Names by where they stand on the axis."""
    if "ticktext" not in axis or not lies:
        return {}
    texts = [plain(text) for text in axis["ticktext"]]
    alike = {text for text in texts if texts.count(text) > 1}
    told = zip(axis["tickvals"], texts, strict=True)
    return {at: f"{text} ({n})" if text in alike else text for n, (at, text) in enumerate(told, 1)}


def _ordered(
    names: Mapping[Any, str], places: Sequence[Any], *, lies: bool, along: Mapping[str, Any]
) -> list[str]:
    """Names in reading order: a lying axis counts from below, unless it is turned."""
    order = list(names.values()) or list(places)
    limits = along.get("range")
    is_turned = limits is not None and limits[0] > limits[-1]
    return order[::-1] if lies and not is_turned else order


def _title(layout: Mapping[str, Any], key: str, axis: Mapping[str, Any]) -> str:
    """The text that stands at the top left of a panel."""
    top = axis.get("domain", (0, 1))[1]
    for note in layout.get("annotations", ()):
        at = note.get("yref", "")
        is_own = at == f"{key} domain" or (at == "paper" and abs(note.get("y", -1) - top) < NEAR)
        if is_own and note.get("x") == 0 and note.get("xref") == "paper":
            return plain(note["text"])
    return ""


def _axis(layout: Mapping[str, Any], letter: str, trace: Trace) -> Mapping[str, Any]:
    key = trace.get(f"{letter}axis", letter)
    found: Mapping[str, Any] = layout.get(key.replace(letter, f"{letter}axis", 1), {})
    return found


def _key(trace: Trace) -> str:
    return str(trace.get("yaxis", "y"))


def _top(layout: Mapping[str, Any], key: str) -> float:
    return float(layout.get(key.replace("y", "yaxis", 1), {}).get("domain", (0, 1))[1])
