"""The claims one by one: what was reported, what others print, the verdict and why."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from chipcensus.charts.claims import more, said
from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import Cell, cited, column, nothing, table, text
from chipcensus.claims import VERDICTS
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

MOST_TOLD = 3
SORTABLE = {"claim", "verdict"}
COLUMNS = ("claim", "verdict", "reported", "others_say", "source_ids")


def draw(result: Result, words: Words) -> Drawing:
    """A row for each claim, its parts in one."""
    if not result.rows:
        return nothing(words("missing.claims.verdicts"))
    heads = [column(words(f"label.claims.{name}"), sortable=name in SORTABLE) for name in COLUMNS]
    claims = [list(rows) for _, rows in groupby(result.rows, key=lambda row: row["claim_id"])]
    rows = [{"cells": _cells(result, parts, words)} for parts in claims]
    finding = _finding(result, words)
    return Drawing(
        None,
        finding,
        words("alt.table", finding=finding),
        (words("note.claims.rule"), words("note.claims.own")),
        listing=table(heads, rows),
    )


def _finding(result: Result, words: Words) -> str:
    """The claims that others contradict; where there is none, that there is none."""
    found = [row for row in result.rows if row["part_verdict"] == row["verdict"] == "differs"]
    if not found:
        claims = len({row["claim_id"] for row in result.rows})
        return words("finding.claims.none_differs", claims=claims)
    told = [(statement(row, words), said.sentence(result, row, words)) for row in found[:MOST_TOLD]]
    return " ".join(words("finding.claims.differs", claim=c, why=why) for c, why in told)


def _cells(result: Result, rows: Sequence[Row], words: Words) -> list[Cell]:
    claim = rows[0]
    parts = [row for row in rows if row["part_verdict"]]
    others = [row for row in rows if not row["part_verdict"]]
    source_ids = sorted({i for row in rows for i in row["source_ids"] or []})
    verdict = words(f"verdict.{claim['verdict']}")
    return [
        text(statement(claim, words), sort=claim["claim_id"], note=_about(claim, words)),
        text(
            verdict,
            sort=VERDICTS.index(claim["verdict"]),
            tone=claim["verdict"],
            note=_why(result, parts, words),
        ),
        text(claim["reported_as"]),
        others_say(result, parts, others, words),
        cited(result, source_ids, words) | {"behind": _behind(result, claim, words)},
    ]


def statement(claim: Row, words: Words) -> str:
    """The claim in the reader's language."""
    return str(claim[f"statement_{words.lang}"])


def _about(claim: Row, words: Words) -> str:
    period = said.span(claim["claimed_start"], claim["claimed_end"], words)
    return f"{words.code('topic', claim['topic'])} · {period}"


def _why(result: Result, parts: Sequence[Row], words: Words) -> str:
    return " ".join(_of_part(row, said.sentence(result, row, words), words) for row in parts)


def _of_part(row: Row, sentence: str, words: Words) -> str:
    named = said.part(row, words)
    return words("word.said", who=named, value=sentence) if named else sentence


def others_say(result: Result, parts: Sequence[Row], others: Sequence[Row], words: Words) -> Cell:
    """What other sources say: the figures, then period, range and what stands beside them."""
    known = [row for row in parts if said.value(row, words)]
    shown = words.list([_of_part(row, said.value(row, words), words) for row in known])
    notes = [note for row in known for note in _notes(row, words)]
    notes += [said.context(result, row, words) for row in others]
    return text(shown, note=" · ".join(dict.fromkeys(notes)))


def _notes(row: Row, words: Words) -> list[str]:
    period = said.span(row["period_start"], row["period_end"], words)
    is_day = row["happened_on"] is not None and row["holds"] is None
    who = words.code("provider", row["provider"]) if row["provider"] else ""
    basis = "" if row["is_direct"] else words("label.claims.derived")
    forecast = words("label.claims.forecast") if row["is_forecast"] else ""
    return list(
        filter(None, ["" if is_day else period, who, said.interval(row, words), forecast, basis])
    )


def _behind(result: Result, claim: Row, words: Words) -> dict[str, str]:
    """The claim's own question, and the figure that shows more."""
    return {
        "name": f"claims/{claim['claim_id']}",
        "title": statement(claim, words),
        "open": words("label.claims.trail"),
        "href": more.address(claim["claim_id"], result, words),
        "more": words("label.claims.figure"),
    }
