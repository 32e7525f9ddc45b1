"""The relation the cubes count: rows of lists with their scopes, wherever their texts are read."""

from __future__ import annotations

from datetime import timedelta

import duckdb
import pyarrow.parquet as pq
import pytest

from chipcensus.publish.imports import read_import, write_manifest
from chipcensus.publish.registry import load_registry
from chipcensus.scopes import SCOPES
from chipcensus.scopes_file import read_scopes
from chipcensus.settings import ROOT
from tests.publish.imported import AT, accepted, companies

RULES = read_scopes((ROOT / "data" / "scopes.toml").read_text("utf-8"))
OTHERS = read_scopes("\n".join(f'[{s}.narrow]\nname = ["面包", "芯片"]' for s in SCOPES))
ROWS = (
    {"name": "甲", "business_scope": "GPU芯片设计"},
    {"name": "乙面包店", "business_scope": "面包销售"},
    {"name": "丙半导体", "business_scope": None},
    {"name": "丁", "business_scope": "滤芯销售"},  # looked into, and in no scope
)


def searched(one, without=""):
    """The import as if words had been looked for on reading, but for one name not found."""
    looked_for = RULES.least_words()
    for file, path in one.parts("registry"):
        rows = pq.read_table(path, columns=["row", "name", "business_scope"]).to_pylist()
        found = [
            any(w in str(r.values()).lower() for w in looked_for) and r["name"] != without
            for r in rows
        ]
        if any(found):
            texts = pq.read_table(path).filter(found).select(["row", "name", "business_scope"])
            pq.write_table(texts, one.folder / f"candidates-{file.number:05d}.parquet")
    write_manifest(one.folder, one.accepted_at, one.files, looked_for)
    return read_import(one.folder)


def loaded(imports, rules=RULES):
    """Name and scopes of every row, in the order of imports, files and rows."""
    with duckdb.connect() as connection:
        load_registry(connection, imports, rules)
        told = connection.execute("SELECT name, scopes FROM registry ORDER BY import_no, row")
        return [(name, sorted(tags)) for name, tags in told.fetchall()]


def expected(rules=RULES):
    return [(r["name"], sorted(rules.tags(r["name"], r["business_scope"]))) for r in ROWS]


@pytest.fixture
def one(tmp_path):
    half = [{"registry": companies(*rows)} for rows in (ROWS[:2], ROWS[2:])]
    return accepted(tmp_path / "one", *half)


def test_scopes_are_the_same_whether_texts_were_looked_into_on_reading_or_not(one):
    assert loaded([one]) == expected()
    assert loaded([searched(one)]) == expected()


def test_only_the_rows_found_on_reading_are_asked(one):
    spoilt = searched(one, without="丙半导体")
    assert loaded([spoilt]) == [(n, [] if n == "丙半导体" else tags) for n, tags in expected()]


def test_rules_that_look_for_more_read_every_text_again(one):
    assert ("乙面包店", []) not in expected(OTHERS)
    assert loaded([searched(one)], OTHERS) == expected(OTHERS)


def test_a_list_without_any_chip_company_has_no_scopes(tmp_path):
    one = accepted(tmp_path / "one", {"registry": companies(ROWS[1])})
    assert loaded([searched(one)]) == [("乙面包店", [])]


def test_imports_of_both_kinds_stand_beside_each_other(one, tmp_path):
    # The same numbers of files and rows in both: tags must not pass from one to the other.
    backwards = [{"registry": companies(*rows)} for rows in (ROWS[:1:-1], ROWS[1::-1])]
    other = accepted(tmp_path / "other", *backwards, at=AT + timedelta(days=1))
    assert loaded([searched(one), other]) == [*expected(), *expected()[::-1]]
