"""Traces of a Plotly figure as series, with the ranges and texts other traces draw beside."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from chipcensus.export.cover import clean
from chipcensus.export.points import Point, Series

Trace = Mapping[str, Any]
PAPER = "ffffff"
NEAR = 0.01  # of a year: a range so near a mark is the mark's


def plain(text: Any, line: str = " · ") -> str:
    """Text of a figure without its marks; `line` stands where a line broke."""
    told = re.sub(r"<[^>]+>", "", re.sub(r"<br\s*/?>", line, str(text or "")))
    return clean(html.unescape(told)).strip()


def read_series(traces: Sequence[Trace], lies: bool, names: Mapping[Any, str]) -> list[Series]:
    """What is drawn, with the ranges and texts that other traces draw beside it."""
    groups = {t["legendgroup"]: t["name"] for t in traces if t.get("legendgroup") and "name" in t}
    drawn = [
        _one(t, lies, names, str(t.get("name") or groups.get(t.get("legendgroup")) or ""))
        for t in traces
        if is_marked(t)
    ]
    for trace in traces:
        if "base" in trace:
            drawn = [_ranged(one, trace, lies, names) for one in drawn]
        if trace.get("fill") == "toself":
            drawn = [_banded(one, trace) for one in drawn]
    told = [t for t in traces if t.get("mode") == "text"]
    if lies and len(drawn) == 1 and told and not any(p.label for p in drawn[0].points):
        texts = {
            names.get(at, at): plain(text, " ")
            for t in told
            for at, text in zip(t["y"], t["text"], strict=True)
        }
        points = [replace(p, label=texts.get(p.at, "")) for p in drawn[0].points]
        drawn = [replace(drawn[0], points=points)]
    drawn = [one for one in drawn if any(p.value is not None for p in one.points)]
    named = {one.colour: one.name for one in reversed(drawn) if one.name}
    return [replace(one, name=one.name or named.get(one.colour, "")) for one in drawn]


def _one(trace: Trace, lies: bool, names: Mapping[Any, str], name: str) -> Series:
    is_bar = trace["type"] == "bar"
    places, values = (trace["y"], trace["x"]) if lies else (trace["x"], trace["y"])
    if places and isinstance(places[0], list):  # names in groups
        places = [f"{inner} {outer}" for outer, inner in zip(*places, strict=True)]
    count = len(values)
    marker, line = trace.get("marker", {}), trace.get("line", {})
    labels = _each(trace.get("text"), count)
    fills = _each(marker.get("color", line.get("color")), count)
    edges = _each(marker.get("line", {}).get("color", line.get("color")), count)
    shape = marker.get("pattern", {}).get("shape") if is_bar else marker.get("symbol")
    shapes = _each(shape, count)
    lows, highs = _whiskers(trace.get("error_x" if lies else "error_y", {}), values)
    points = [
        Point(
            place_of(places[n - 1] if at is None and n else at, names),
            value,
            low,
            high,
            plain(label, " "),
            colour_of(fill) if colour_of(fill) not in {"", PAPER} else colour_of(edge),
            not colour_of(fill) or str(shape or "").endswith(("open", "open-dot", "/")),
        )
        for n, (at, value, low, high, label, fill, edge, shape) in enumerate(
            zip(places, values, lows, highs, labels, fills, edges, shapes, strict=True)
        )
    ]
    shown = next((p.colour for p in points if p.colour), "858b94")
    is_day = any(isinstance(point.at, date) for point in points)
    is_line = "lines" in trace.get("mode", "") and line.get("width", 2) > 0
    return Series(
        plain(name),
        "bar" if is_bar else "line" if is_line else "marks",
        colour_of(line.get("color")) or shown if is_line else shown,
        points,
        line.get("dash", "solid") != "solid" or (line.get("shape") == "hv" and is_day),
        is_line and trace["mode"] == "lines",
    )


def _ranged(one: Series, spans: Trace, lies: bool, names: Mapping[Any, str]) -> Series:
    """A series with the ranges that pale bars draw behind its marks."""
    places, sizes = (spans["y"], spans["x"]) if lies else (spans["x"], spans["y"])
    points = list(one.points)
    for at, base, size in zip(places, spans["base"], sizes, strict=True):
        for place, point in enumerate(points):
            is_here = _is_near(point.at, names.get(at, at)) and point.value is not None
            if is_here and base <= point.value <= base + size:
                points[place] = replace(point, low=base, high=base + size)
    return replace(one, points=points)


def _banded(one: Series, area: Trace) -> Series:
    """A curve with the band around it, an area of its colour: up there, below back."""
    if colour_of(area.get("fillcolor")) != one.colour:
        return one
    half, places, values = len(area["x"]) // 2, area["x"], area["y"]
    highs = dict(zip(places[:half], values[:half], strict=True))  # after a step, not before it
    lows = dict(zip(places[:half], values[: half - 1 : -1], strict=True))
    points = [
        replace(p, low=lows[p.at], high=highs[p.at]) if p.at in highs else p for p in one.points
    ]
    return replace(one, points=points)


def _is_near(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, int | float):
        return abs(one - other) < NEAR
    return bool(one == other)


def is_marked(trace: Trace) -> bool:
    """Whether a trace draws values: no text, key, guide, stem, pale area or range behind."""
    if "base" in trace or trace.get("mode") == "text" or trace.get("fill"):
        return False
    is_aside = trace.get("hoverinfo") == "skip"
    return not (is_aside and (trace.get("opacity") == 0 or None in trace["y"]))


def _whiskers(bars: Mapping[str, Any], values: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """The ends of the error bars of each value, None where it has none."""
    up, down = bars.get("array"), bars.get("arrayminus")
    if up is None or bars.get("visible") is False:
        return [None] * len(values), [None] * len(values)
    low, high = [], []
    for value, more, less in zip(values, up, down if down is not None else up, strict=True):
        is_told = value is not None and all(isinstance(end, int | float) for end in (more, less))
        low.append(value - less if is_told else None)
        high.append(value + more if is_told else None)
    return low, high


def place_of(at: Any, names: Mapping[Any, str]) -> Any:
    """A place along an axis: a name, a day or a number."""
    if at in names:
        return names[at]
    if isinstance(at, str):
        return date.fromisoformat(at[:10]) if re.match(r"\d{4}-\d\d-\d\d", at) else plain(at)
    if isinstance(at, date):
        return at
    return None if at is None else float(at)


def _each(value: Any, count: int) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value] * count


def colour_of(colour: Any) -> str:
    """A colour as "rrggbb"; "" where there is none or it is clear."""
    text = str(colour or "")
    if text.startswith("#"):
        return text[1:7].lower()
    parts = re.findall(r"[\d.]+", text)
    if not text.startswith("rgb") or (len(parts) == 4 and float(parts[3]) == 0):
        return ""
    return "".join(f"{int(float(part)):02x}" for part in parts[:3])
