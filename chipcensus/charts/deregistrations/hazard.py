"""At which age companies of a loaded registry are most at risk to leave."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing, hover
from chipcensus.charts.registry import about, absent, left_out, marked
from chipcensus.charts.theme import LOSS
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say, say_range

PER_CENT = 100
BARE = 12  # more bars than this stand too close for labels


def draw(result: Result, words: Words) -> Drawing:
    """A bar a year of age: gone per 100 companies and year, with its interval."""
    rows = [row for row in result.rows if row["hazard"] is not None]
    if not rows:
        return absent(result, words, "deregistrations.hazard")
    bars = {
        "type": "bar",
        "x": [row["age_years"] for row in rows],
        "y": [PER_CENT * row["hazard"] for row in rows],
        "width": 0.7,
        "customdata": [row["row_ids"] for row in rows],
        "marker": {"color": LOSS},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [PER_CENT * (row["hazard_high"] - row["hazard"]) for row in rows],
            "arrayminus": [PER_CENT * (row["hazard"] - row["hazard_low"]) for row in rows],
        },
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }
    last = rows[-1]["age_years"]
    layout = {
        "xaxis": {
            "title": {"text": words("axis.full_years")},
            "range": [-0.6, last + 0.6],
            "dtick": 1 if last < BARE else 2 if last < 2 * BARE else 5,
        },
        "yaxis": {"title": {"text": words("axis.gone_per_100")}, "rangemode": "tozero"},
        "margin": {"b": 48},
        "showlegend": False,
    }
    finding = marked(result, words, _finding(rows, words))
    return Drawing(
        {"data": [bars], "layout": layout},
        finding,
        words("alt.plain", finding=finding),
        about(result, words, words("note.hazard"), left_out(result.rows[:1], words)),
        words("axis.gone_per_100"),
    )


def _finding(rows: list[Row], words: Words) -> str:
    # Surely high: of the few companies that become very old a single one makes a peak.
    most = max(rows, key=lambda row: row["hazard_low"])
    return words(
        "finding.deregistrations.hazard",
        age=words("registry.age_between", low=most["age_years"], high=most["age_years"] + 1),
        value=number(PER_CENT * most["hazard"], 3),
        first=number(PER_CENT * rows[0]["hazard"], 3),
    )


def _hover(result: Result, row: Row, words: Words) -> str:
    band = say_range(
        PER_CENT * row["hazard_low"], PER_CENT * row["hazard_high"], "number", words.lang
    )
    return hover(
        result,
        row,
        words,
        words("registry.age_between", low=row["age_years"], high=row["age_years"] + 1),
        f"<b>{words('registry.per_100_years', value=number(PER_CENT * row['hazard'], 3))}</b>",
        words("registry.band", range=band),
        words(
            "registry.way",
            way=words("registry.gone"),
            value=say(row["gone"], "companies", words.lang),
        ),
    )
