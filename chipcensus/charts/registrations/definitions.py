"""Registrations by year under each industry definition, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log10
from typing import Any

from chipcensus.charts.counting import count_hover, nothing
from chipcensus.charts.drawing import Drawing, safe, whiskers, year_axis
from chipcensus.charts.registrations.labels import Spot, beside, trail
from chipcensus.charts.theme import CONTEXT, SCOPE_COLOURS
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, say, scale

HEIGHT = 460
SYMBOLS = ("circle", "diamond", "triangle-up", "cross", "triangle-down", "star")
ENTRY = 19  # pixels of a line of the legend
PLOT = 380  # pixels of it between the axes
Key = tuple[str, str | None]
Series = dict[Key, list[Row]]


@dataclass(frozen=True)
class Frame:
    """What all series share: scale, axes, words, and the providers: several are named."""

    size: Scale
    years: dict[str, Any]
    ends: list[float]
    providers: list[str]
    words: Words

    def name(self, row: Row) -> str:
        """A definition's name, with the provider where there are several."""
        name = _name(row, self.words)
        if len(self.providers) < 2 or row["provider"] is None:
            return name
        return f"{name} · {safe(self.words.code('provider', row['provider']))}"

    def symbol(self, row: Row) -> str:
        """One shape a provider; the core industry has its own."""
        if row["definition"] == f"{row['scope']}_core":
            return "square"
        at = self.providers.index(row["provider"]) if row["provider"] else 0
        return SYMBOLS[at % len(SYMBOLS)]

    def spot(self, row: Row, *, named: bool = False) -> Spot:
        """Where a row's mark stands."""
        first, last = self.years["range"]
        y = log10(row["companies"] / self.size.divisor) - self.ends[0]
        name = self.name(row)
        texts = (name, self.words.get(f"short.{row['definition']}", name)) if named else ()
        x = (row["year"] - first) / (last - first)
        return Spot(x, y / (self.ends[1] - self.ends[0]), texts)


def draw(result: Result, words: Words) -> Drawing:
    """One line a definition and provider on a logarithmic axis; parts of a year stand alone."""
    rows = [row for row in result.rows if row["companies"] > 0]
    if not rows:
        return nothing(result, words, "registrations.definitions")
    frame = _frame(rows, words)
    series: Series = {}
    for row in rows:
        series.setdefault((row["definition"], row["provider"]), []).append(row)
    names = _names(series, frame)
    # A legend where one name has no room; names at some of the lines only would puzzle.
    has_legend = any(not side for side, _ in names.values())
    at = {} if has_legend else names
    traces = [
        trace | ({} if key in names else {"showlegend": False})
        for key, group in series.items()
        for trace in _traces(result, group, at.get(key, ("", "")), frame)
    ]
    layout = {
        "xaxis": frame.years,
        "yaxis": {
            "type": "log",
            "dtick": 1,
            "tickformat": ",~g",
            "range": frame.ends,
            "title": {"text": frame.size.unit},
        },
        "showlegend": has_legend,
    }
    finding = _finding(rows, words)
    return Drawing(
        {"data": traces, "layout": layout},
        finding,
        words("alt.series", finding=finding, values=words.list(_values(rows, words))),
        _notes(rows, words),
        frame.size.unit,
        HEIGHT + (ENTRY * len(names) if has_legend else 0),
        time="year",
    )


def _frame(rows: Sequence[Row], words: Words) -> Frame:
    size = scale([row["companies"] for row in rows], "companies", words.lang)
    values = [value for row in rows for value in (row["companies"], row["range_low"])]
    return Frame(
        size,
        year_axis([row["year"] for row in rows], words),
        [log10(min(values) / size.divisor) - 0.2, log10(max(values) / size.divisor) + 0.25],
        sorted({row["provider"] for row in rows if row["provider"]}),
        words,
    )


def _names(series: Series, frame: Frame) -> dict[Key, tuple[str, str]]:
    """Where each name stands; rows that name nobody go by the name of those they complete."""
    known = {definition for definition, provider in series if provider}
    named = [key for key in series if key[1] or key[0] not in known]
    marks = []
    for group in series.values():
        whole = [frame.spot(row) for row in group if not row["is_partial"]]
        marks += [frame.spot(row) for row in group] + trail(whole)
    texts = [frame.spot(_named(series[key]), named=True) for key in named]
    return dict(zip(named, beside(texts, marks, PLOT), strict=True))


def _named(rows: Sequence[Row]) -> Row:
    """The mark that carries the name: the newest whole year, else the newest part of one."""
    return max(rows, key=lambda row: (not row["is_partial"], row["year"]))


def _name(row: Row, words: Words) -> str:
    breadth = row["definition"].removeprefix(row["scope"]).strip("_")
    name = words.code("scope", row["scope"])
    return words("word.definition", scope=name, breadth=words(f"breadth.{breadth or 'whole'}"))


def _traces(
    result: Result, rows: Sequence[Row], label: tuple[str, str], frame: Frame
) -> list[dict[str, Any]]:
    """Whole years joined where they follow each other, parts of years as open marks."""
    side, text = label
    named = _named(rows)
    whole = [row for row in rows if not row["is_partial"]]
    parts = [row for row in rows if row["is_partial"]]
    return [
        _marks(result, group, frame)
        | _look(group, frame, is_open=is_open)
        | {
            "text": [text if row is named else "" for row in _with_gaps(group)],
            "textposition": side or "top left",
            "showlegend": group is (whole or parts),
        }
        for group, is_open in ((whole, False), (parts, True))
        if group
    ]


def _with_gaps(rows: Sequence[Row]) -> list[Row | None]:
    """Rows of years, None where a year is missing."""
    drawn: list[Row | None] = [rows[0]]
    for before, row in pairwise(rows):
        drawn += [row] if row["year"] == before["year"] + 1 else [None, row]
    return drawn


def _look(rows: Sequence[Row], frame: Frame, *, is_open: bool) -> dict[str, Any]:
    is_unnamed = rows[0]["provider"] is None
    colour = SCOPE_COLOURS.get(rows[0]["scope"], CONTEXT)
    shape = frame.symbol(rows[0])
    return {
        "mode": "markers+text" if is_open or is_unnamed else "lines+markers+text",
        "line": {"color": colour, "width": 2, "dash": "dot" if shape == "square" else "solid"},
        "marker": {
            "color": colour,
            "size": 8,
            "symbol": f"{shape}-open" if is_open or is_unnamed else shape,
        },
        "textfont": {"color": colour},
    }


def _marks(result: Result, rows: Sequence[Row], frame: Frame) -> dict[str, Any]:
    drawn = _with_gaps(rows)
    ranged = [row or {"is_disputed": False} for row in drawn]
    return {
        "type": "scatter",
        "name": frame.name(rows[0]),
        "x": [row and row["year"] for row in drawn],
        "y": [row and frame.size(row["companies"]) for row in drawn],
        "customdata": [row["row_ids"] if row else [] for row in drawn],
        "error_y": whiskers(ranged, "companies", frame.size.divisor),
        "hovertemplate": [_hover(result, row, frame.words) if row else "" for row in drawn],
    }


def _hover(result: Result, row: Row, words: Words) -> str:
    meaning = words.code("definition", row["definition"])
    return f"<b>{_name(row, words)}</b><br>" + count_hover(result, row, words, safe(meaning))


def _finding(rows: Sequence[Row], words: Words) -> str:
    """The newest year with whole-year counts of one provider under several definitions."""
    whole = [row for row in rows if not row["is_partial"] and row["provider"]]
    groups: dict[tuple[int, str], list[Row]] = {}
    for row in whole:
        groups.setdefault((row["year"], row["provider"]), []).append(row)
    several = [key for key, group in groups.items() if len(group) > 1]
    if not several:
        newest = _named(rows)
        return words(
            "finding.registrations.definitions_one",
            year=newest["year"],
            values=_counted(newest, words),
            provider=words.code("provider", newest["provider"]),
        )
    key = max(several)
    counted = sorted(groups[key], key=lambda row: row["companies"])
    return words(
        "finding.registrations.definitions",
        year=key[0],
        provider=words.code("provider", key[1]),
        values=words.list([_counted(row, words) for row in counted]),
    )


def _counted(row: Row, words: Words) -> str:
    value = say(row["companies"], "companies", words.lang)
    return words("word.name_value", name=_name(row, words), value=value)


def _values(rows: Sequence[Row], words: Words) -> list[str]:
    return [words("word.year_value", year=row["year"], value=_counted(row, words)) for row in rows]


def _notes(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    kinds = {row["definition"] for row in rows if row["definition"] != row["scope"]}
    is_unnamed = any(row["provider"] is None for row in rows)
    return (
        words("note.definitions"),
        *([words("note.breadth")] if kinds else []),
        *([words("note.open_marks")] if any(row["is_partial"] for row in rows) else []),
        *([words("note.unnamed_apart")] if is_unnamed else []),
        words("note.log"),
    )
