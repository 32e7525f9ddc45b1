"""Cubes are exact: what they count is what counting the companies one by one gives."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import duckdb
import pyarrow as pa
import pytest

from chipcensus.publish.cubes import CUBES, REGISTRY, STEPS, make_cubes, no_registry

FIRST = date(2015, 1, 1)
GONE = {"cancelled", "revoked", "ended"}


def some_rows(count: int) -> list[dict]:
    """Rows with repeats by code, by name and day, from two imports of several files."""
    dice = random.Random(5)
    rows = []
    for n in range(count):
        company = dice.randrange(count // 2)
        founded = FIRST + timedelta(days=company % 2500) if company % 11 else None
        status = dice.choice(["active", "cancelled", "revoked", "moved", "other", None])
        ended = status in {"cancelled", "revoked"} and founded and dice.random() < 0.8
        rows.append(
            {
                "name": f"C{company}",
                "credit_code": f"X{company}" if company % 3 else None,
                "founded_on": founded,
                "ended_on": founded + timedelta(days=dice.randrange(2000)) if ended else None,
                "status": status,
                "capital": dice.choice([None, 5e5, 2e7]),
                "capital_currency": "CNY",
                "province": dice.choice(["广东", "上海", None]),
                "city": "深圳",
                "approved_on": dice.choice([None, date(2022, 1, 1), date(2023, 1, 1)]),
                "scopes": dice.choice([[], ["chip/narrow"], ["chip/wide", "gpu/medium"]]),
                "source_id": f"own-{n % 2}",
                "import_no": n % 4,
                "row": n,
                "is_synthetic": True,
            }
        )
    return rows


def stands(row: dict) -> tuple:
    return (row["approved_on"] or date.min, row["import_no"], row["row"])


@pytest.fixture(scope="module")
def companies() -> list[dict]:
    found: dict[object, dict] = {}
    for row in some_rows(4000):
        key = row["credit_code"] or (row["name"], row["founded_on"])
        if key not in found or stands(row) > stands(found[key]):
            found[key] = row
    return list(found.values())


@pytest.fixture(scope="module")
def cubes(questions):
    with duckdb.connect() as connection:
        made = pa.Table.from_pylist(some_rows(4000), REGISTRY)
        connection.register("registry", made)
        make_cubes(connection, questions)
        yield lambda sql: connection.execute(sql).fetchall()


def fate(row: dict) -> str:
    if row["status"] in GONE:
        return row["status"]
    return "ended" if row["ended_on"] else row["status"] or "unknown"


def in_scope(row: dict, scope: str, breadth: str) -> bool:
    wider = {"narrow": {"narrow"}, "medium": {"narrow", "medium"}}
    wanted = wider.get(breadth, {"narrow", "medium", "wide"})
    return scope == "all" or any(f"{scope}/{b}" in row["scopes"] for b in wanted)


@pytest.mark.parametrize(
    ("scope", "breadth"),
    [("all", "all"), ("chip", "narrow"), ("chip", "medium"), ("chip", "wide"), ("gpu", "wide")],
)
def test_flows_are_what_counting_gives(cubes, companies, scope, breadth):
    of_scope = f"FROM registry_flows WHERE scope = '{scope}' AND breadth = '{breadth}'"
    own = [row for row in companies if in_scope(row, scope, breadth)]
    wanted = Counter()
    for row in own:
        month = row["founded_on"] and row["founded_on"].replace(day=1)
        wanted["entered", row["province"], fate(row), month] += 1
        if fate(row) in GONE:
            month = row["ended_on"] and row["ended_on"].replace(day=1)
            wanted["left", row["province"], fate(row), month] += 1
    found = cubes(
        f"SELECT flow, province, status, month, sum(companies) {of_scope} "
        "AND province IS DISTINCT FROM 'all' GROUP BY ALL"
    )
    assert {tuple(key): count for *key, count in found} == wanted
    ((whole,),) = cubes(
        f"SELECT sum(companies) {of_scope} AND province = 'all' AND flow = 'entered'"
    )
    assert whole == len(own)


def test_lives_and_what_is_left_out_are_all_companies_with_a_founding_day(cubes, companies):
    founded = Counter(r["founded_on"].year for r in companies if r["founded_on"])
    found = cubes(
        "SELECT cohort, sum(gone + censored + left_out) FROM registry_lives "
        "WHERE scope = 'all' AND province = 'all' GROUP BY cohort"
    )
    assert dict(found) == founded
    gone = sum(1 for r in companies if r["founded_on"] and r["ended_on"])
    assert cubes(
        "SELECT sum(gone) FROM registry_lives WHERE scope = 'all' AND province = 'all'"
    ) == [(gone,)]


def test_facts_tell_what_is_not_counted(cubes, companies):
    without = sum(1 for r in companies if r["founded_on"] is None)
    no_day = sum(1 for r in companies if r["status"] in GONE and r["ended_on"] is None)
    assert cubes(
        "SELECT companies, without_founding, gone_without_day, duplicates, is_synthetic "
        "FROM registry_facts WHERE scope = 'all'"
    ) == [(len(companies), without, no_day, 4000 - len(companies), True)]


def test_without_a_list_the_cubes_are_there_and_empty(questions):
    with duckdb.connect() as connection:
        no_registry(connection)
        make_cubes(connection, questions)
        for cube in CUBES:
            assert connection.execute(f"SELECT count(*) FROM {cube}").fetchall() == [(0,)]
        tables = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
        assert not tables & set(STEPS)
