"""What companies said first of their results, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.drawing import Drawing, flag_texts, hover, safe
from chipcensus.charts.financials.absent import absent
from chipcensus.charts.names import short
from chipcensus.charts.periods import fiscal
from chipcensus.charts.theme import CONTEXT, OPEN_MARK, company_colour
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say, say_range

ROOM = 0.15  # of the axis, on either side


def draw(result: Result, words: Words) -> Drawing:
    """A line a figure: the first word at zero, the figure since beside it, in per cent."""
    if not result.rows:
        is_every = result.params.get("metric") is None
        return absent(result, words, "restatements_all" if is_every else "restatements")
    rows = sorted(result.rows, key=lambda r: (r["value"] is None, -r["period_end"].toordinal()))
    places = list(range(len(rows)))
    ends = [100 * x for row in rows for x in (*_span(row), row["change_share"] or 0)]
    room = max(ROOM * (max(ends) - min(ends)), 1)
    names = {
        "tickmode": "array",
        "tickvals": places,
        "ticktext": [_name(row, words) for row in rows],
        "automargin": True,
        "range": [len(rows) - 0.4, -0.6],
        "zeroline": False,
        "griddash": "dot",
    }
    layout = {
        "xaxis": {
            "title": {"text": words("label.financials.deviation")},
            "ticksuffix": "%",
            "nticks": 5,
            "tickangle": 0,
            "range": [min(ends) - room, max(ends) + room],
            "zeroline": True,
            "automargin": True,
        },
        "yaxis": names,
        "yaxis2": names
        | {
            "ticktext": [_outcome(row, words) for row in rows],
            "showgrid": False,
            "overlaying": "y",
            "matches": "y",
            "side": "right",
        },
        "showlegend": False,
    }
    finding = _finding(rows, words)
    return Drawing(
        {"data": [*_said(result, rows, words), _since(result, rows, words)], "layout": layout},
        finding,
        _alt(rows, words, finding),
        _notes(rows, words),
        "%",
        height=90 + 40 * len(rows),
    )


def _middle(row: Row) -> float:
    return float(row["said_low"] + row["said_high"]) / 2


def _span(row: Row) -> tuple[float, float]:
    """The ends of what was said, as fractions of its middle."""
    middle = _middle(row)
    size = abs(middle) or 1.0
    return (row["said_low"] - middle) / size, (row["said_high"] - middle) / size


def _said(result: Result, rows: Sequence[Row], words: Words) -> list[dict[str, Any]]:
    """A band for a range, dashed where no result is known yet; a ring for a plain figure."""
    bands = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [100 * end for end in _span(row)],
            "y": [place, place],
            "yaxis": "y",
            "customdata": [row["row_ids"]] * 2,
            "line": {
                "color": company_colour(row["company_id"]),
                "width": 2 if row["value"] is None else 7,
                "dash": "dash" if row["value"] is None else "solid",
            },
            "opacity": 1 if row["value"] is None else 0.35,
            "hovertemplate": [_hover(result, row, words)] * 2,
        }
        for place, row in enumerate(rows)
        if row["said_low"] != row["said_high"]
    ]
    rings = {
        "type": "scatter",
        "mode": "markers",
        "x": [0 for _ in rows],
        "y": list(range(len(rows))),
        "yaxis": "y",
        "customdata": [row["row_ids"] for row in rows],
        "marker": {
            "symbol": "circle-open",
            "size": 9,
            "color": [company_colour(row["company_id"]) for row in rows],
            "line": {"width": 1.5},
        },
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }
    return [*bands, rings]


def _since(result: Result, rows: Sequence[Row], words: Words) -> dict[str, Any]:
    """The figures since: those beyond rounding stand out, a preliminary one is open."""
    known = [(place, row) for place, row in enumerate(rows) if row["value"] is not None]
    colours = [
        company_colour(row["company_id"]) if row["is_beyond_rounding"] else CONTEXT
        for _, row in known
    ]
    opens = [row["is_preliminary"] for _, row in known]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [100 * (row["change_share"] or 0) for _, row in known],
        "y": [place for place, _ in known],
        "yaxis": "y2",
        "customdata": [row["row_ids"] for _, row in known],
        "marker": {
            "symbol": "diamond",
            "opacity": 1,
            "size": [12 if row["is_beyond_rounding"] else 8 for _, row in known],
            "color": [OPEN_MARK if o else c for o, c in zip(opens, colours, strict=True)],
            "line": {"width": [1.5 if o else 0 for o in opens], "color": colours},
        },
        "hovertemplate": [_hover(result, row, words) for _, row in known],
    }


def _name(row: Row, words: Words) -> str:
    metric = words.get(f"label.financials.short.{row['metric']}", "")
    metric = metric or words.code("metric", row["metric"])
    return f"{short(row['company_id'], words)} {fiscal(row, words)}<br>{metric}"


def _outcome(row: Row, words: Words) -> str:
    """The change where it is more than rounding; otherwise why there is none."""
    if row["value"] is None:
        return words("label.financials.pending")
    if not row["is_beyond_rounding"]:
        is_range = row["said_low"] != row["said_high"]
        return words(f"label.financials.{'within' if is_range else 'same'}")
    return f"<b>{say(row['change_share'], 'fraction', words.lang, digits=2, sign=True)}</b>"


def _hover(result: Result, row: Row, words: Words) -> str:
    currency = row["currency"]
    since = words("label.financials.pending")
    if row["value"] is not None:
        since = say(row["value"], currency, words.lang)
    day = words.day(row["said_on"])
    return hover(
        result,
        row,
        words,
        words(
            "label.financials.of_period",
            company=safe(words.company(row["company_id"])),
            period=fiscal(row, words),
        ),
        words.code("metric", row["metric"]),
        words(
            f"label.financials.said_{row['statement']}",
            value=say_range(row["said_low"], row["said_high"], currency, words.lang),
            day=day,
        ),
        words("label.financials.since", value=since),
        flag_texts(row, words),
    )


def _finding(rows: Sequence[Row], words: Words) -> str:
    known = [row for row in rows if row["value"] is not None]
    beyond = [row for row in known if row["is_beyond_rounding"]]
    if not known:
        return words("finding.financials.all_pending", count=len(rows))
    text = words("finding.financials.restatements", count=len(known), beyond=len(beyond))
    if beyond:
        most = max(beyond, key=lambda row: abs(row["change_share"] or 0))
        text += words(
            "finding.financials.restated_most",
            company=safe(words.company(most["company_id"])),
            period=fiscal(most, words),
            metric=words.code("metric", most["metric"]),
            said=say_range(most["said_low"], most["said_high"], most["currency"], words.lang),
            value=say(most["value"], most["currency"], words.lang),
        )
    pending = len(rows) - len(known)
    return text + (words("finding.financials.pending", count=pending) if pending else "")


def _notes(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    return (
        words("note.financials.restatements"),
        *((words("note.financials.ahead"),) if any(r["value"] is None for r in rows) else ()),
        *((words("note.financials.still"),) if any(r["is_preliminary"] for r in rows) else ()),
    )


def _alt(rows: Sequence[Row], words: Words, finding: str) -> str:
    values = [
        words(
            "label.financials.alt_value",
            company=safe(words.company(row["company_id"])),
            period=fiscal(row, words),
            value=f"{words.code('metric', row['metric'])} "
            + say(row["change_share"], "fraction", words.lang, digits=3, sign=True),
        )
        for row in rows
        if row["value"] is not None
    ]
    return words("alt.series", finding=finding, values=words.list(values))
