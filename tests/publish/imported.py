"""Accepted imports made by hand: what a build takes in without any file being read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from chipcensus.importing.rows import REGISTRY as COMPANIES
from chipcensus.publish.imports import (
    REGISTRY,
    Import,
    ImportedFile,
    import_id,
    part,
    read_import,
    write_manifest,
)

Rows = Sequence[Mapping[str, Any]]
SNAPSHOT = date(2025, 1, 2)
AT = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
COMPANY = {
    "name": "甲芯片有限公司", "founded_on": date(2020, 3, 1), "status": "active",
    "province": "广东", "city": "深圳", "capital": 1e6, "capital_currency": "CNY",
    "approved_on": SNAPSHOT,
}  # fmt: skip
DEAL = {
    "row_id": "rnd-00000001", "deal_id": "cambricon-a-2016-08", "company_id": "cambricon",
    "announced_on": "2016-08-31", "announced_precision": "month", "round": "a",
    "amount_low": "1e8", "amount_high": "1e8", "currency": "CNY", "amount_is": "rounded",
    "covers": "whole_round", "investors": "某基金", "reported_as": "1亿人民币", "rounding": "1e8",
    "qualifier": "as_printed",
}  # fmt: skip


def companies(*rows: Mapping[str, Any]) -> pa.Table:
    """Rows of a list of companies, numbered from 2."""
    full = [COMPANY | {"row": n} | dict(row) for n, row in enumerate(rows, start=2)]
    return pa.Table.from_pylist(full, COMPANIES)


def made_up() -> list[dict[str, Any]]:
    """Companies of twelve years and three provinces of which a third is gone after some years."""
    places = [("广东", "深圳"), ("上海", "上海"), ("江苏", "苏州")]
    found: list[dict[str, Any]] = []
    for n in range(1440):
        province, city = places[n % 3]
        founded = date(2012 + n % 12, n % 11 + 1, 5)
        years = 1 + (n // 12) % 6 + (founded.year > 2017)
        end = founded.replace(year=founded.year + years)
        name = f"【合成】第{n}{'智能' if n % 4 == 0 else ''}芯片有限公司"
        row = {"name": name, "founded_on": founded, "province": province, "city": city}
        row["capital"] = (5e5, 2e6, 2e7, None)[n % 4]
        if n % 5 < 2 and end < SNAPSHOT:
            row |= {"status": ("cancelled", "revoked")[n % 2], "ended_on": end}
        found.append(row)
    found[0]["founded_on"] = None
    found[1] |= {"status": "cancelled", "ended_on": None}
    return found


def deals(*rows: Mapping[str, Any]) -> pa.Table:
    """Rows of funding_rounds as text, numbered from 2."""
    full = [{"row": n} | DEAL | dict(row) for n, row in enumerate(rows, start=2)]
    names = dict.fromkeys(name for row in full for name in row)
    return pa.table({name: [row.get(name) for row in full] for name in names})


def accepted(
    folder: Path, *files: Mapping[str, pa.Table], at: datetime = AT, **more: Any
) -> Import:
    """An accepted import below `folder`: a file is its rows by table."""
    draft = folder / "made"
    draft.mkdir(parents=True)
    told = [_file(draft, number, tables, more) for number, tables in enumerate(files, start=1)]
    write_manifest(draft, at, told)
    target = draft.rename(folder / import_id(told))
    return read_import(target)


def _file(
    draft: Path, number: int, tables: Mapping[str, pa.Table], more: Mapping[str, Any]
) -> ImportedFile:
    kind = REGISTRY if REGISTRY in tables else "funding"
    for table, rows in tables.items():
        pq.write_table(rows, part(draft, table, number))
    digest = f"{hash(str(tables)) & (1 << 64) - 1:016x}"
    count = sum(rows.num_rows for rows in tables.values())
    told = {
        "number": number, "name": f"{kind}-{number}.csv", "format": kind, "kind": kind,
        "publisher": "企查查", "digest": digest, "rows": count, "refused": 0,
        "newest": date(2025, 1, 2), "tables": {t: rows.num_rows for t, rows in tables.items()},
    }  # fmt: skip
    return ImportedFile(**{**told, **more})
