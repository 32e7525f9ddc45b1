"""Every correction told in data/CORRECTIONS.md stands in the data."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest

from chipcensus.settings import ROOT

DATA = ROOT / "data"
TEXT = (DATA / "CORRECTIONS.md").read_text(encoding="utf-8")
LINES = [line.strip("| ").split(" | ") for line in TEXT.splitlines() if line.startswith("| ")]
CORRECTIONS = [line for line in LINES if line[0] not in {"table", "---"} and len(line) == 6]
KEYS = defaultdict(lambda: ["row_id"], events=["event_id"], sources=["source_id"])
HEAD = ["table", "row", "column", "before", "after", "proof"]


def test_each_line_names_row_change_and_proof():
    assert LINES[0] == HEAD
    assert len(CORRECTIONS) == len(LINES) - 1 > 0
    for table, row_id, column, before, after, proof in CORRECTIONS:
        assert before != after, (table, row_id, column)
        assert len(proof) > 30, (table, row_id, column)


@pytest.mark.parametrize("correction", CORRECTIONS, ids=lambda c: "/".join(c[:3]))
def test_the_cell_holds_what_the_correction_says(correction):
    table, row_id, column, _, after, _ = correction
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        (row,) = [
            r for r in csv.DictReader(handle) if row_id in [r.get(key) for key in KEYS[table]]
        ]
    assert row[column] == after.replace("(empty)", "")
