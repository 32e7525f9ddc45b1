"""Batches of text as the meaning gets them, made by hand."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from chipcensus.i18n import read_words
from chipcensus.importing.meaning.known import known_of
from chipcensus.importing.rows import Recognised, TextBatch

WORDS = read_words("en")
LATEST = date(2026, 1, 1)


def _company(company_id, name_zh, name_en, ticker):
    return {"company_id": company_id, "name_zh": name_zh, "name_en": name_en, "ticker": ticker}


KNOWN = known_of(
    [
        _company("biren", "壁仞科技", "Biren Technology", "06082.HK"),
        _company("cambricon", "寒武纪", "Cambricon", "688256.SH"),
        _company("nvidia", "", "Nvidia", "NVDA"),
    ],
    [
        {"kind": "company", "entity_id": "biren", "alias": "壁仞"},
        {"kind": "investor", "entity_id": "gl", "alias": "高岭"},
    ],
)  # fmt: skip


def batch(kind, rows, *, columns=None, file="list.csv", file_format="own"):
    """Rows (dictionaries of text) as a batch; the first stands in row 2."""
    fields = list(dict.fromkeys(name for row in rows for name in row))
    data = {"row": pa.array(range(2, len(rows) + 2), pa.int64())}
    data |= {name: pa.array([row.get(name) for row in rows], pa.string()) for name in fields}
    headings = columns or {name: f"«{name}»" for name in fields}
    return TextBatch(Recognised(file, file_format, kind, headings), pa.table(data))


def faults(meant):
    """Row, code and column of every fault."""
    rows = meant.refused.to_pylist()
    return [(row["row"], row["code"], row["column"]) for row in rows]
