"""Citing a figure: keeping what it shows under a short id, and finding it again."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from chipcensus.answer import Answer
from chipcensus.census import Census
from chipcensus.choices import from_url
from chipcensus.errors import CitationsFull
from chipcensus.figures import FIGURES
from chipcensus.question import Field, Question, parse_value
from chipcensus.result import Citation as Source
from chipcensus.result import Result, Row
from chipcensus.state import Citation, Citations, read_id

SHORT = "/c"
DIGEST_LENGTH = 32


def short_address(identity: str) -> str:
    """Where a citation is opened: short enough to be typed off a page."""
    return f"{SHORT}/{identity}"


def cite(census: Census, answer: Answer) -> Citation:
    """Keep what a figure shows under its id, which is worked out from the answer alone.

    Raises:
        CitationsFull, StateBroken.
    """
    citation = _citation(census, answer)
    citations = Citations(census.settings)
    citations.keep(citation)
    kept = citations.get(citation.id)
    if kept is None or (kept.figure, kept.generation) != (citation.figure, citation.generation):
        raise CitationsFull(f"The id {citation.id} stands for another figure.")
    return kept


def look_up(census: Census, text: str) -> Citation | None:
    """The citation of an id as typed or linked; None where nothing is cited by it."""
    identity = read_id(text)
    return Citations(census.settings).get(identity) if identity else None


def asked_again(census: Census, citation: Citation) -> Answer | None:
    """The cited figure as `census` answers it; None where it can no longer be asked so.

    Of the cited generation it is the very figure: what acted and the answer are compared.
    """
    if citation.figure not in FIGURES or citation.figure not in census.engine.questions:
        return None
    filters, ignored = from_url(_filters(citation), census.choices())
    if ignored:
        return None
    return census.figure(citation.figure, filters)


def cited_filters(citation: Citation) -> dict[str, str | list[str]]:
    """What acted, as an address says it."""
    filters: dict[str, str | list[str]] = json.loads(citation.filters)
    return filters


def is_as_cited(answer: Answer, citation: Citation) -> bool:
    """Whether an answer is, row by row, what was cited."""
    return digest(answer.result) == citation.digest


def cited_result(
    citation: Citation, sources: Mapping[str, Source], params: Mapping[str, Any]
) -> Result:
    """What was cited, from the citation alone; a source not among `sources` is named by its id."""
    told = json.loads(zlib.decompress(citation.answer))
    columns = tuple(Field(*column) for column in told["columns"])
    kinds = {column.name: column.type for column in columns}
    rows = [
        {name: _read(value, kinds[name]) for name, value in row.items()}
        for row in cited_rows(citation)
    ]
    ids = {i for row in rows for i in row.get("source_ids") or []}
    named = {i: sources.get(i) or Source(i, i, i, "", None, "") for i in ids}
    question = Question(citation.figure, "", (), columns, "", "")
    return Result(question, dict(params), rows, citation.generation, "", named)


def cited_rows(citation: Citation) -> list[Row]:
    """The rows as JSON holds them."""
    told = json.loads(zlib.decompress(citation.answer))
    names = [name for name, *_ in told["columns"]]
    return [dict(zip(names, row, strict=True)) for row in told["rows"]]


def digest(result: Result) -> str:
    """Hash of an answer."""
    return hashlib.sha256(_told(result)).hexdigest()[:DIGEST_LENGTH]


def _citation(census: Census, answer: Answer) -> Citation:
    about = census.ask("meta/generation", {}).rows[0]
    return Citation(
        id=answer.citation_id,
        figure=answer.figure.name,
        filters=json.dumps(answer.acting().to_url(), ensure_ascii=False, sort_keys=True),
        generation=answer.result.generation,
        built_at=about["built_at"].isoformat(timespec="seconds"),
        digest=digest(answer.result),
        answer=zlib.compress(_told(answer.result)),
    )


def _told(result: Result) -> bytes:
    columns = result.question.columns
    told = {
        "columns": [[c.name, c.type, c.text] for c in columns],
        "rows": [[_plain(row[c.name]) for c in columns] for row in result.rows],
    }
    return json.dumps(told, ensure_ascii=False, default=_written).encode()


def _plain(value: Any) -> Any:
    """A number without the last digits, which depend on the order of an addition."""
    return float(f"{value:.12g}") if isinstance(value, float) else value


def _written(value: Any) -> str:
    """What JSON has no form for: days and moments."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _read(value: Any, kind: str) -> Any:
    return parse_value(value, kind) if kind == "DATE" and isinstance(value, str) else value


def _filters(citation: Citation) -> Mapping[str, list[str]]:
    stored = cited_filters(citation)
    return {name: value if isinstance(value, list) else [value] for name, value in stored.items()}
