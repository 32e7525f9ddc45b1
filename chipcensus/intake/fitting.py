"""Rows of the project's own tables that break its rules are refused, one by one."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from chipcensus.i18n import Words
from chipcensus.importing.rows import REFUSED as REFUSED_ROWS
from chipcensus.intake.draft import HEAD, Draft, FileDraft, TableDraft
from chipcensus.intake.faults import RULE, Faults
from chipcensus.intake.parts import REFUSED
from chipcensus.publish.imports import REGISTRY, Import, ImportedFile, part
from chipcensus.publish.trial import Misfit, misfits
from chipcensus.settings import Settings

# A refused company takes its deals along, these perhaps others.
ROUNDS = 4


def fit(draft: Draft, settings: Settings, beside: Sequence[Import], words: Words) -> Draft:
    """The draft without the rows that break the schema's rules, these among the refused."""
    for _ in range(ROUNDS):
        if not any(set(file.tables) - {REGISTRY} for file in draft.imported):
            return draft
        one = Import("draft", draft.folder, datetime.now(UTC), draft.imported)
        found, repeats = misfits(settings, beside, one)
        draft = replace(draft, duplicates=repeats)
        if not found:
            return draft
        draft = _without(draft, found, words)
    return draft


def _without(draft: Draft, found: Sequence[Misfit], words: Words) -> Draft:
    faults = Faults()
    faults.add(draft.groups)
    files: list[FileDraft] = []
    for file in draft.files:
        mine = [m for m in found if file.imported and m.number == file.imported.number]
        if not mine or file.imported is None:
            files.append(file)
            continue
        refused = _refuse(draft, file.imported, mine)
        faults.add_refused(file.name, refused, words)
        files.append(replace(file, imported=_counted(draft, file.imported, refused)))
    left = replace(draft, files=tuple(files), groups=faults.groups())
    return replace(left, tables=_tables(left))


def _refuse(draft: Draft, file: ImportedFile, found: Sequence[Misfit]) -> pa.Table:
    """Move rows from their tables to the refused ones; return the latter."""
    refused = []
    for table in dict.fromkeys(m.table for m in found):
        path = part(draft.folder, table, file.number)
        rows = pq.read_table(path)
        wrong = {m.row for m in found if m.table == table}
        is_wrong = pc.is_in(rows["row"], pa.array(sorted(wrong), rows["row"].type))
        cells = {r["row"]: _cells(r) for r in rows.filter(is_wrong).to_pylist()}
        refused += [_refusal(m, cells.get(m.row, [])) for m in found if m.table == table]
        pq.write_table(rows.filter(pc.invert(is_wrong)), path, compression="zstd")
    new = pa.Table.from_pylist(refused, REFUSED_ROWS)
    path = part(draft.folder, REFUSED, file.number)
    old = [pq.read_table(path)] if path.exists() else []
    pq.write_table(pa.concat_tables([*old, new]).sort_by("row"), path, compression="zstd")
    return new


def _refusal(misfit: Misfit, cells: list[tuple[str, str]]) -> dict[str, object]:
    said = misfit.problem
    code = f"{RULE}{said.expected}"
    named = {"row": misfit.row, "code": code, "column": said.column, "found": said.found}
    return {**named, "cells": cells}


def _cells(row: Mapping[str, object]) -> list[tuple[str, str]]:
    return [(k, str(v)) for k, v in row.items() if k != "row" and v is not None]


def _counted(draft: Draft, file: ImportedFile, refused: pa.Table) -> ImportedFile:
    wrong = pc.count_distinct(refused["row"]).as_py()
    tables, digest = {}, hashlib.sha256()
    for table in sorted(file.tables):
        path = part(draft.folder, table, file.number)
        tables[table] = pq.read_metadata(path).num_rows
        digest.update(path.read_bytes())
    return replace(
        file, rows=file.rows - wrong, refused=file.refused + wrong, digest=digest.hexdigest(),
        tables={table: rows for table, rows in tables.items() if rows},
    )  # fmt: skip


def _tables(draft: Draft) -> dict[str, TableDraft]:
    """The tables of a draft, counted anew."""
    found: dict[str, TableDraft] = {}
    for name, before in draft.tables.items():
        if name == REGISTRY:
            found[name] = before
            continue
        paths = [part(draft.folder, name, f.number) for f in draft.imported if f.tables.get(name)]
        if paths:
            found[name] = _summed_up([pq.read_table(path) for path in paths])
    return found


def _summed_up(parts: Sequence[pa.Table]) -> TableDraft:
    unknown: Counter[str] = Counter()
    head: list[dict[str, object]] = []
    for rows in parts:
        unknown.update({name: rows[name].null_count for name in rows.column_names})
        head += rows.slice(0, HEAD - len(head)).to_pylist()
    return TableDraft(sum(rows.num_rows for rows in parts), tuple(head), dict(+unknown))
