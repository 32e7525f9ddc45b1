"""The trail of a number in words: what GET /api/v1/trail answers; docs/CARD.md has the contract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from chipcensus.answer import Answer
from chipcensus.census import Census
from chipcensus.export.table import label_of, table
from chipcensus.i18n import Words
from chipcensus.question import Field
from chipcensus.result import Row
from chipcensus.trail.explain import Behind, behind
from chipcensus.trail.printed import Print, groups
from chipcensus.trail.terms import span
from chipcensus.trail.titles import title
from chipcensus.units import MISSING, say

# What the directory says of a company that a figure can rest on.
FACTS = ("status", "status_since", "founded_on", "listed_on", "exchange")
Source = dict[str, Any]


def trail(census: Census, answer: Answer, row_ids: Sequence[str], words: Words) -> dict[str, Any]:
    """The answer's rows on these rows of the data, formulas, every print with its reason."""
    found = behind(census, answer, row_ids, words)
    rows = found.rows()
    formulas, shown = _formulas(found, rows)
    figures = [_figure(found, group, shown) for group in _in_order(found.prints, rows, shown)]
    figures += [fact for row_id in row_ids for fact in _facts(found, row_id)]
    return {
        **_told(found, rows),
        "formulas": formulas,
        "figures": figures,
        "others": _others(found, rows, figures),
    }


def _told(found: Behind, rows: Sequence[Row]) -> dict[str, Any]:
    """One row as facts, without what is unknown; several as a table."""
    result = found.answer.result
    if len(rows) == 1:  # flags that are down and what follows below are left out
        kept = [c for c in result.question.columns if rows[0][c.name] is not False]
        kept = [c for c in kept if c.name != "source_ids"]
        result = replace(result, question=replace(result.question, columns=tuple(kept)))
    listed = table(replace(result, rows=rows), found.words)
    heads = zip(listed.labels, listed.numeric, strict=True)
    columns = [{"label": label, "numeric": numeric} for label, numeric in heads]
    if len(rows) != 1:
        return {"facts": [], "table": {"columns": columns, "rows": listed.rows}}
    pairs = zip(listed.labels, listed.rows[0], strict=True)
    return {"facts": [pair for pair in pairs if pair[1] != MISSING], "table": None}


def _formulas(found: Behind, rows: Iterable[Row]) -> tuple[list[dict[str, Any]], set[str]]:
    """Each formula once, under the column it explains; the rows that print the numbers shown."""
    told: dict[str, dict[str, Any]] = {}
    shown: set[str] = set()
    for row in rows:
        for column, reason in found.reasons(row):
            if reason is None:
                continue
            shown |= reason.rows
            for own in reason.formulas:
                label = _label(found, column, row)
                told.setdefault(
                    own.text,
                    {
                        "column": column.name,
                        "label": label,
                        "text": own.text,
                        "code": own.code,
                        "value": own.value,
                    },
                )
    return list(told.values()), shown


def _label(found: Behind, column: Field, row: Row) -> str:
    """What a number is called: a value by its metric."""
    metric = row.get("metric") or found.answer.result.params.get("metric")
    if column.name == "value" and isinstance(metric, str):
        return found.words.code("metric", metric)
    return label_of(column, replace(found.answer.result, rows=[row]), found.words)


def _in_order(prints: Sequence[Print], rows: Sequence[Row], shown: set[str]) -> list[list[Print]]:
    """The figures shown first, those of the row's own period before those that go into them."""
    spans = {(row.get("period_start"), row.get("period_end")) for row in rows}
    return sorted(
        groups(prints),
        key=lambda group: (
            not any(p.row_id in shown for p in group),
            not any((p.period_start, p.period_end) in spans for p in group),
        ),
    )


def _figure(found: Behind, group: Sequence[Print], shown: set[str]) -> dict[str, Any]:
    return {
        "title": title(group[0], found.words),
        "prints": [_print(found, one, one.row_id in shown) for one in group],
    }


def _print(found: Behind, one: Print, is_shown: bool) -> dict[str, Any]:
    words = found.words
    is_money_or_count = one.unit.isupper() or one.unit in {"companies", "deals", "fraction"}
    worth = say(one.value, one.unit, words.lang, digits=7) if is_money_or_count else ""
    if one.value is None or worth == one.reported_as:
        worth = ""
    source = _source(found, one.source_id) if one.source_id else _no_source(words)
    return source | {
        "row_ids": [i for i in (one.row_id, one.less_row_id) if i],
        "is_preferred": one.place == 1,
        "is_behind": one.is_behind,
        "is_shown": is_shown,
        "why": why(one, source["is_dated"], words),
        "reported_as": one.reported_as,
        "value": words("trail.value", value=worth) if worth and one.reported_as else worth,
        "period": span(one.period_start, one.period_end, words),
        "rounding": _rounding(one, words),
        "remark": one.remark or "",
    }


def why(one: Print, is_dated: bool, words: Words) -> str:
    """By which part of the rule a print stands or yields."""
    if one.place == 1 and one.less_row_id and one.rule is None:
        return words("trail.stands", why=words("stands.alone"))
    if one.place == 1:
        return words("trail.stands", why=words(f"stands.{one.rule or 'none'}"))
    rule = "undated" if one.rule == "newest" and not is_dated else one.rule
    return words("trail.yields", why=words(f"yields.{rule}"))


def _rounding(one: Print, words: Words) -> str:
    if one.rounding is None:
        return ""
    text = words("trail.rounding", value=say(one.rounding, one.unit, words.lang))
    if one.qualifier in {None, "as_printed"}:
        return text
    return words.list([words.code("qualifier", one.qualifier), text])


def _source(found: Behind, source_id: str) -> Source:
    cited = found.answer.result.citations[source_id]
    return {
        "source_id": source_id,
        "title": cited.title,
        "publisher": found.words.code("publisher", cited.publisher),
        "url": cited.url,
        "published_on": cited.published_on.isoformat() if cited.published_on else "",
        "is_dated": cited.published_on is not None,
        "kind": found.words.code("kind", cited.kind),
    }


def _no_source(words: Words) -> Source:
    return {
        "source_id": None,
        "title": words("trail.derived"),
        "publisher": "",
        "url": "",
        "published_on": "",
        "is_dated": True,
        "kind": "",
    }


def _facts(found: Behind, company: str) -> list[dict[str, Any]]:
    """What the directory says, where a row of the directory is what a mark rests on."""
    words = found.words
    facts = found.census.ask("companies/profile", {"id": company, "as_of": found.as_of}).rows
    return [
        {
            "title": f"{words.company(company)} · {words.code('field', fact['field'])}",
            "prints": [_fact(found, company, fact, source) for source in fact["source_ids"]],
        }
        for fact in facts
        if fact["field"] in FACTS and fact["value"] is not None
    ]


def _fact(found: Behind, company: str, fact: Row, source_id: str) -> dict[str, Any]:
    said = found.words.code(fact["field"], fact["value"])
    return _source(found, source_id) | {
        "row_ids": [company],
        "is_preferred": True,
        "is_behind": True,
        "is_shown": True,
        "why": "",
        "reported_as": said,
        "value": "",
        "period": "",
        "rounding": "",
        "remark": "",
    }


def _others(found: Behind, rows: Iterable[Row], figures: Iterable[dict[str, Any]]) -> list[Source]:
    """Sources of the rows that print none of the figures: of the rates, of the directory."""
    told = {one["source_id"] for figure in figures for one in figure["prints"]}
    cited = dict.fromkeys(i for row in rows for i in row["source_ids"] or ())
    return [_source(found, source_id) for source_id in cited if source_id not in told]
