"""How many claims have each verdict."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing, hover
from chipcensus.charts.listing import nothing
from chipcensus.charts.theme import ACCENT, ACCENT_PALE, CONTEXT, HATCH, NET, OPEN_MARK
from chipcensus.i18n import Words
from chipcensus.result import Result

ROW_HEIGHT, MARGINS = 30, 30  # pixels
# As everywhere: part of a period is hatched, what is unknown is hollow.
COLOURS = {
    "confirmed": ACCENT,
    "differs": NET,
    "only": CONTEXT,
    "partial": ACCENT_PALE,
    "uncheckable": OPEN_MARK,
}


def draw(result: Result, words: Words) -> Drawing:
    """A bar for each verdict that occurs, confirmed on top."""
    if not result.rows:
        return nothing(words("missing.claims.verdicts"))
    counts = result.column("claims")
    names = [words(f"verdict.{row['verdict']}") for row in result.rows]
    bar = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": counts,
        "customdata": result.column("row_ids"),
        "text": [str(count) for count in counts],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {
            "color": [COLOURS[row["verdict"]] for row in result.rows],
            "line": {
                "color": CONTEXT,
                "width": [row["verdict"] == "uncheckable" for row in result.rows],
            },
            "pattern": {
                "shape": [HATCH if row["verdict"] == "partial" else "" for row in result.rows]
            },
        },
        "hovertemplate": [
            hover(result, row, words, words("word.said", who=name, value=row["claims"]))
            for row, name in zip(result.rows, names, strict=True)
        ],
    }
    layout = {
        "xaxis": {
            "visible": False,
            "range": [0, 1.12 * max(counts)],
            "title": {"text": words("unit.claims")},
        },
        "yaxis": {"type": "category", "automargin": True, "showgrid": False, "zeroline": False},
        "margin": {"t": 8, "b": 8},
        "showlegend": False,
    }
    finding = _finding(result, words)
    return Drawing(
        {"data": [bar], "layout": layout},
        finding,
        words("alt.plain", finding=finding),
        unit=words("unit.claims"),
        height=MARGINS + ROW_HEIGHT * len(names),
    )


def _finding(result: Result, words: Words) -> str:
    counts = [(row["verdict"], row["claims"]) for row in reversed(result.rows)]
    items = [words(f"label.claims.count_{verdict}", count=count) for verdict, count in counts]
    return words(
        "finding.claims.head_count", claims=sum(c for _, c in counts), items=words.list(items)
    )
