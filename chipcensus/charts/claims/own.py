"""A reader's own claims with their verdicts, as a list like that of the article's."""

from __future__ import annotations

from chipcensus.charts.claims import said
from chipcensus.charts.claims.verdicts import others_say
from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import Cell, cited, column, nothing, table, text
from chipcensus.claims import VERDICTS
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

COLUMNS = ("claim", "verdict", "reported", "others_say", "source_ids")


def draw(result: Result, words: Words) -> Drawing:
    """A row for each claim of the file, in its order."""
    if not result.rows:
        return nothing(words("own.none"))
    heads = [column(words(f"label.claims.{name}"), sortable=name == "verdict") for name in COLUMNS]
    rows = [{"cells": _cells(result, row, words)} for row in result.rows]
    verdicts = result.column("verdict")
    counts = [(code, verdicts.count(code)) for code in reversed(VERDICTS) if code in verdicts]
    items = [words(f"label.claims.count_{code}", count=count) for code, count in counts]
    finding = words("finding.claims.head_count", claims=len(rows), items=words.list(items))
    return Drawing(
        None,
        finding,
        words("alt.table", finding=finding),
        (words("own.private"),),
        listing=table(heads, rows),
    )


def _cells(result: Result, row: Row, words: Words) -> list[Cell]:
    verdict = row["verdict"]
    return [
        text(row["claim"], note=f"{row['question']} · {row['column']}"),
        text(
            words(f"verdict.{verdict}"),
            sort=VERDICTS.index(verdict),
            tone=verdict,
            note=said.sentence(result, row, words),
        ),
        text(row["reported_as"]),
        others_say(result, [row], [], words),
        cited(result, row["source_ids"], words),
    ]
