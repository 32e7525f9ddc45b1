"""Survival curves with their bands: of several cohorts, or of two groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chipcensus.charts.drawing import hover
from chipcensus.charts.names import NAME_HEIGHT, spread
from chipcensus.charts.theme import SPARE
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say, say_range

MONTHS = 12
PER_CENT = 100
HEIGHT = 440
PLOT = 350  # pixels of it between the axes
# Where fewer are left a single company moves the curve by a tenth.
LEAST_AT_RISK = 10

Groups = Mapping[str, Sequence[Row]]


def curves(result: Result, groups: Groups, words: Words) -> dict[str, Any]:
    """The figure: a step line and its band for each group, the group's name at its end."""
    colours = dict(zip(groups, SPARE * len(groups), strict=False))
    bands = [_band(rows, colours[name]) for name, rows in groups.items()]
    lines = [_line(result, name, rows, colours[name], words) for name, rows in groups.items()]
    oldest = max(row["age_months"] for rows in groups.values() for row in rows) / MONTHS
    return {
        "data": [*bands, *lines],
        "layout": {
            "xaxis": {
                "title": {"text": words("axis.age_years")},
                "range": [0, max(1.0, oldest)],
            },
            "yaxis": {"title": {"text": "%"}, "range": [0, 103]},
            "margin": {"b": 48, "r": 8 + 9 * max(map(_width, groups))},
            "annotations": _names(groups, colours),
            "showlegend": False,
        },
    }


def known(rows: Sequence[Row]) -> list[Row]:
    """The ages up to which enough companies are left for a curve."""
    return [row for row in rows if row["at_risk"] >= LEAST_AT_RISK] or list(rows[:1])


def _names(groups: Groups, colours: Mapping[str, str]) -> list[dict[str, Any]]:
    """The groups' names at the right, in the order in which the curves end."""
    ends = sorted(((rows[-1]["survival"], name) for name, rows in groups.items()))
    step = 103 * NAME_HEIGHT / PLOT
    places = spread([PER_CENT * end for end, _ in ends], step, 100)
    return [
        {
            "text": name,
            "font": {"color": colours[name]},
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": 4,
            "y": place,
            "yanchor": "middle",
            "showarrow": False,
        }
        for place, (_, name) in zip(places, ends, strict=True)
    ]


def _width(name: str) -> float:
    """A name's width in Latin letters."""
    return sum(1.8 if letter > "\u2fff" else 1 for letter in name)


def _line(
    result: Result, name: str, rows: Sequence[Row], colour: str, words: Words
) -> dict[str, Any]:
    """Everybody at the start, then the fraction still there after each age."""
    start = hover(result, rows[0], words, f"<b>{name}</b>", *_still(0, 1.0, words))
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [0.0, *(row["age_months"] / MONTHS for row in rows)],
        "y": [100.0, *(PER_CENT * row["survival"] for row in rows)],
        "line": {"shape": "hv", "color": colour, "width": 2},
        "customdata": [[], *(row["row_ids"] for row in rows)],
        "hovertemplate": [start, *(_hover(result, name, row, words) for row in rows)],
    }


def _band(rows: Sequence[Row], colour: str) -> dict[str, Any]:
    """The 95 % band as one closed outline, in steps like the line."""
    low = _steps([(row["age_months"] / MONTHS, row["survival_low"]) for row in rows])
    high = _steps([(row["age_months"] / MONTHS, row["survival_high"]) for row in rows])
    outline = [*high, *reversed(low)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [age for age, _ in outline],
        "y": [PER_CENT * value for _, value in outline],
        "fill": "toself",
        "fillcolor": _pale(colour),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _steps(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of a step line that begins with everybody there."""
    corners, before = [(0.0, 1.0)], 1.0
    for age, value in points:
        corners += [(age, before), (age, value)]
        before = value
    return corners


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.12)"


def _hover(result: Result, name: str, row: Row, words: Words) -> str:
    band = say_range(row["survival_low"], row["survival_high"], "fraction", words.lang)
    return hover(
        result,
        row,
        words,
        f"<b>{name}</b>",
        *_still(row["age_months"], row["survival"], words),
        words("registry.band", range=band),
        words("registry.at_risk", value=say(row["at_risk"], "companies", words.lang)),
    )


def _still(months: int, survival: float, words: Words) -> tuple[str, str]:
    """What fraction is still there at an age."""
    return (
        words("registry.at_age", age=age_text(months, words)),
        words("registry.survived", share=say(survival, "fraction", words.lang, digits=3)),
    )


def age_text(months: int, words: Words) -> str:
    """An age in years and months."""
    years, rest = divmod(int(months), MONTHS)
    if not years:
        return words("registry.months", months=rest)
    if not rest:
        return words("registry.years", years=years)
    return words("registry.years_months", years=years, months=rest)


def span(row: Row, *, is_short: bool = True) -> str:
    """Years of founding: 2019, or 2015–19 on a chart, 2015–2019 in a sentence."""
    first, last = row["cohort_from"], row["cohort_to"]
    if first == last:
        return str(first)
    return f"{first}–{last % 100:02d}" if is_short else f"{first}–{last}"


def survival_at(rows: Sequence[Row], months: int) -> float | None:
    """The fraction still there after an age; None beyond the greatest age known."""
    if rows[-1]["age_months"] < months:
        return None
    before = [row["survival"] for row in rows if row["age_months"] <= months]
    return float(before[-1]) if before else 1.0


def test_text(row: Row, words: Words) -> str:
    """What the log-rank test says, in words."""
    if row["p_value"] is None:
        return ""
    p_value = row["p_value"]
    shown = words("registry.p_least") if p_value < 0.001 else f"p = {p_value:.3f}"
    key = "test_differs" if p_value < 0.05 else "test_same"
    return words(f"registry.{key}", p=shown)


def few(rows: Sequence[Row], names: Sequence[str], words: Words) -> str:
    """Groups too small for a curve."""
    return words("note.few_companies", names=words.list(list(names))) if rows else ""


def censored_note(groups: Groups, words: Words) -> str:
    """How many are still there, and so only known to have lived so long."""
    every = sum(rows[0]["companies"] for rows in groups.values())
    count = sum(row["censored"] for rows in groups.values() for row in rows)
    share = say(count / every, "fraction", words.lang, digits=3)
    return words("note.censored", value=say(count, "companies", words.lang), share=share)
