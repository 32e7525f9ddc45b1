"""What the years before and after a happening say, in words, with what they cannot say."""

from __future__ import annotations

from collections.abc import Sequence

from chipcensus.charts.drawing import safe
from chipcensus.charts.names import short
from chipcensus.charts.overlay import title, when
from chipcensus.filters import span_of
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say, say_range

MOST_SAID = 2
OFFICIAL = "official statistics"
ALIKE = 0.005  # bounds nearer than this share are one number when said
Line = Sequence[Row]


def by_line(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by line, as they come."""
    lines: dict[str, list[Row]] = {}
    for row in rows:
        lines.setdefault(row["line"], []).append(row)
    return lines


def is_compared(row: Row) -> bool:
    """Whether its line has two years at least on either side."""
    return row["mean_before"] is not None and row["mean_after"] is not None


def name(row: Row, words: Words) -> str:
    """Whose line it is: a company, or who counted what where."""
    if row["company_id"]:
        text = short(row["company_id"], words)
        return words("label.lens.standardised", name=text) if row["is_standardised"] else text
    is_official = row["provider"] == OFFICIAL
    who = words.code("provider", row["provider"])
    place = words.code("geo", row["geo"]) if row["geo"] and not is_official else ""
    segment = row["market_segment"]
    what = words.code("market_segment", segment) if segment and not is_official else ""
    return safe(" · ".join(filter(None, (who, place, what))))


def said(rows: Line, words: Words) -> str:
    """One line's comparison, or why there is none."""
    return words(f"label.lens.{_way(rows[0])}", **_values(rows, words))


def finding(lines: Sequence[Line], words: Words) -> str:
    """The event, and what the first lines say of it."""
    first = lines[0][0]
    compared = [rows for rows in lines if is_compared(rows[0])] or lines[:1]
    parts = [_sentence(rows, words) for rows in compared[:MOST_SAID]]
    event = words("word.on", text=title(first, words), day=when(first))
    return words("finding.market.lens", event=event, said=words("filter.separator").join(parts))


def _sentence(rows: Line, words: Words) -> str:
    key = f"finding.market.lens_{_way(rows[0])}"
    return words(key, name=name(rows[0], words), **_values(rows, words))


def amount(value: float, unit: str, words: Words) -> str:
    """A number of a series with its unit; a mean of counts is a whole number."""
    return say(round(value) if unit == "companies" else value, unit, words.lang)


def _way(row: Row) -> str:
    if not row["is_one_provider"]:
        return "unnamed"
    if not is_compared(row):
        return "few"
    return "means" if row["change"] is None else "changed"


def _values(rows: Line, words: Words) -> dict[str, object]:
    row = rows[0]
    if not is_compared(row):
        return {"before": row["years_before"], "after": row["years_after"]}
    return {
        "before": _years(rows, "before", words),
        "after": _years(rows, "after", words),
        "mean_before": amount(row["mean_before"], row["unit"], words),
        "mean_after": amount(row["mean_after"], row["unit"], words),
        "change": _change(row, words),
    }


def _years(rows: Line, side: str, words: Words) -> str:
    """The years compared on one side, e.g. "2019–2021"; with a gap one by one."""
    years = [row["year"] for row in rows if row["side"] == side and row["is_counted"]]
    is_whole = years[-1] - years[0] == len(years) - 1
    return span_of(years[0], years[-1]) if is_whole else words.list([str(y) for y in years])


def _change(row: Row, words: Words) -> str:
    """The change, as an interval where rounding leaves it open."""
    low, high = row["change_low"], row["change_high"]
    if low is not None and high is not None and high - low > ALIKE:
        return say_range(low, high, "fraction", words.lang)
    return say(row["change"], "fraction", words.lang, digits=2, sign=True)


def notes(result: Result, lines: Sequence[Line], words: Words) -> tuple[str, ...]:
    """What the comparison cannot say, as far as it applies to these lines."""
    first = lines[0][0]
    compared = [rows for rows in lines if is_compared(rows[0])]
    is_company = bool(first["company_id"])
    found = [
        words("note.lens_cause"),
        *(_trends(compared, words)),
        words("note.lens_window"),
        words("note.lens_annual"),
        _vague(first, words),
        _others(first, words),
        *(_spread(rows, words) for rows in compared[:MOST_SAID]),
        words("note.lens_lines") if len(lines) > 1 else "",
        words("note.lens_companies") if is_company and not result.params.get("companies") else "",
        words("note.lens_official") if any(r[0]["provider"] == OFFICIAL for r in lines) else "",
        words("note.lens_fiscal") if any(_is_fiscal(row) for rows in lines for row in rows) else "",
    ]
    return tuple(note for note in found if note)


def _trends(lines: Sequence[Line], words: Words) -> list[str]:
    """What grew before would have had another mean after without any event."""
    first = [rows[0] for rows in lines]
    shown = [row for row in first if None not in (row["growth_before"], row["growth_after"])]
    return [
        words(
            "note.lens_trend",
            name=name(row, words),
            **{
                side: say(row[f"growth_{side}"], "fraction", words.lang, digits=2, sign=True)
                for side in ("before", "after")
            },
        )
        for row in shown[:MOST_SAID]
    ]


def _vague(row: Row, words: Words) -> str:
    if row["date_precision"] == "day":
        return ""
    precision = words.code("date_precision", row["date_precision"])
    return words("note.lens_month", precision=precision, day=when(row))


def _others(row: Row, words: Words) -> str:
    if not row["others"]:
        return ""
    items = words.list(list(row[f"others_{words.lang}"]))
    return words("note.lens_others", count=row["others"], items=items)


def _spread(rows: Line, words: Words) -> str:
    """Whether no source prints all the years compared."""
    told = [set(row["source_ids"]) for row in rows if row["is_counted"]]
    shared = set.intersection(*told) - _event_sources(rows)
    return "" if shared else words("note.lens_sources", name=name(rows[0], words))


def _event_sources(rows: Line) -> set[str]:
    """Every row of a line has the sources of the event among its own."""
    return set.intersection(*(set(row["source_ids"]) for row in rows))


def _is_fiscal(row: Row) -> bool:
    return bool(row["company_id"] and row["period_end"].month != 12)
