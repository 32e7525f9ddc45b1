"""Rows of the market figures made by hand, and the marks they become."""

from __future__ import annotations

from datetime import date

from charts.made import row

UNKNOWN = "told_on base_year outcome error error_low error_high rate"
NOTHING = dict.fromkeys(UNKNOWN.split())


def said(year, value, **values):
    known = NOTHING | {
        "year": year,
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        "geo": "world",
        "market": "ai_chip",
        "forecaster": "Gartner",
        "standing": "actual",
        "vintage": "",
        "unit": "USD",
        "value": value,
        "value_to": value,
        "value_low": value,
        "value_high": value,
        "range_low": value,
        "range_high": value,
        "year_low": None,
        "year_high": None,
        "row_ids": [f"{year}-{value}"],
    }
    return row(**(known | values))


def ahead(year, value, **values):
    return said(year, value, **({"standing": "forecast", "vintage": "v"} | values))


def marks(drawing):
    """Every mark that stands on a row of the data: ids, x, y, hover."""
    return [
        mark
        for trace in drawing.figure["data"]
        if trace.get("customdata")
        for mark in zip(
            trace["customdata"], trace["x"], trace["y"], trace["hovertemplate"], strict=True
        )
        if mark[0]
    ]


def trace_of(drawing, row_id):
    found = [t for t in drawing.figure["data"] if [row_id] in t.get("customdata", [])]
    assert len(found) == 1
    return found[0]


def shape(trace, row_id):
    return trace["marker"]["symbol"][trace["customdata"].index([row_id])]
