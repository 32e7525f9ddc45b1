"""Investors: how many of the companies each backed, in how many rounds, and with whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.drawing import Drawing, hover, safe
from chipcensus.charts.funding.missing import nothing
from chipcensus.charts.names import name_axis
from chipcensus.charts.theme import ACCENT, CONTEXT
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import scale

TOP = 20
NAMED = 3  # in the finding
LISTED = 8  # names in a hover
HOVER_LENGTH = 44  # characters
NAME_LENGTH = 20  # characters; a Chinese one is as wide as two


def draw(result: Result, words: Words) -> Drawing:
    """One bar an investor, as long as the companies it backed; the blue part are those it led."""
    if not result.rows:
        return nothing("investors", result, words)
    rows = result.rows[:TOP]
    finding = _finding(result.rows, words)
    longest = max(row["companies"] for row in rows)
    unit = scale([longest], "companies", words.lang).unit
    labels = [_label(name(row, words)) for row in rows]
    names = {"ticktext": labels, "showgrid": False}
    layout = {
        "barmode": "stack",
        "xaxis": {
            "title": {"text": unit},
            "range": [0, 1.75 * longest],
            "tickvals": list(range(0, longest + 1, max(1, longest // 5))),
            "automargin": True,
        },
        "showlegend": True,
        "legend": {"traceorder": "normal"},
        "yaxis": name_axis([row["investor_id"] for row in rows], words) | names,
    }
    values = [
        words("word.said", who=safe(name(row, words)), value=_counts(row, words)) for row in rows
    ]
    return Drawing(
        {"data": [*_bars(result, rows, words), _labels(rows, words)], "layout": layout},
        finding,
        words("alt.series", finding=finding, values=words.list(values)),
        _notes(result.rows, words),
        unit,
        height=100 + (32 if any("<br>" in label for label in labels) else 24) * len(rows),
    )


def name(row: Row, words: Words) -> str:
    """An investor's name in the reader's language, where one is known."""
    return str(row["investor_zh" if words.lang == "zh" else "investor_en"])


def _label(text: str) -> str:
    """A name, a long one in two lines."""
    if len(text) <= NAME_LENGTH or " " not in text[:NAME_LENGTH]:
        return _short(text)
    first = text[:NAME_LENGTH].rsplit(" ", 1)[0]
    return f"{safe(first)}<br>{_short(text[len(first) + 1 :])}"


def _short(text: str) -> str:
    """A name, short enough for a label."""
    room, kept = NAME_LENGTH, ""
    for letter in text:
        room -= 1 if letter.isascii() else 2
        if room < 0:
            return safe(kept.rstrip()) + "…"
        kept += letter
    return safe(text)


def _bars(result: Result, rows: Sequence[Row], words: Words) -> list[dict[str, Any]]:
    lengths = (
        ("led", ACCENT, [row["companies_led"] for row in rows]),
        ("joined", CONTEXT, [row["companies"] - row["companies_led"] for row in rows]),
    )
    hovers = [_hover(result, row, words) for row in rows]
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": words(f"label.funding.{kind}"),
            "y": list(range(len(rows))),
            "x": values,
            "customdata": [row["row_ids"] for row in rows],
            "marker": {"color": colour},
            "hovertemplate": hovers,
        }
        for kind, colour, values in lengths
    ]


def _labels(rows: Sequence[Row], words: Words) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [row["companies"] for row in rows],
        "y": list(range(len(rows))),
        "text": [f" {_counts(row, words)}" for row in rows],
        "textposition": "middle right",
        "textfont": {"size": 12},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _counts(row: Row, words: Words) -> str:
    rounds = words.get(f"label.funding.rounds_{row['rounds']}", "") or words(
        "label.funding.rounds_many", count=row["rounds"]
    )
    return words("label.funding.backed", companies=row["companies"], rounds=rounds)


def _hover(result: Result, row: Row, words: Words) -> str:
    companies = words.list([safe(words.company(c)) for c in row["company_ids"]])
    partners = [safe(n) for n in row["partners_zh" if words.lang == "zh" else "partners_en"]]
    listed, more = _wrapped(partners[:LISTED], words), len(partners) - LISTED
    if more > 0:
        listed = words("label.funding.partners_more", names=listed, more=more)
    return hover(
        result,
        row,
        words,
        f"<b>{safe(name(row, words))}</b>",
        _counts(row, words),
        words("label.funding.companies", names=companies),
        words("label.funding.rounds_led", count=row["rounds_led"]) if row["rounds_led"] else "",
        words("label.funding.undated", count=row["undated"]) if row["undated"] else "",
        words("label.funding.partners", names=listed) if partners else "",
    )


def _wrapped(names: Sequence[str], words: Words) -> str:
    """Many names on lines of a hover's width, cut between names."""
    lines: list[list[str]] = [[]]
    for text in names:
        if lines[-1] and len(words.list([*lines[-1], text])) > HOVER_LENGTH:
            lines.append([])
        lines[-1].append(text)
    return f"{words.list(['', ''])}<br>".join(words.list(line) for line in lines)


def _finding(rows: Sequence[Row], words: Words) -> str:
    first = [row for row in rows if row["companies"] == rows[0]["companies"]]
    more = len(first) - NAMED
    several = sum(row["companies"] > 1 for row in rows)
    if several == 0:
        return words("finding.funding.investors_one", count=len(rows))
    return words(
        "finding.funding.investors",
        names=words.list([safe(name(row, words)) for row in first[:NAMED]]),
        more=words("label.funding.and_others", count=more) if more > 0 else "",
        companies=rows[0]["companies"],
        count=len(rows),
        several=several,
    )


def _notes(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    notes = [words("note.funding.investors")]
    if any(row["undated"] for row in rows):
        notes.append(words("note.funding.investors_undated"))
    if len(rows) > TOP:
        notes.append(words("note.funding.top_investors", shown=TOP, count=len(rows)))
    return tuple(notes)
