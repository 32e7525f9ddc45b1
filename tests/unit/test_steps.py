from __future__ import annotations

from chipcensus.engine import compose, steps_of
from chipcensus.engine.steps import parameters, table_of
from chipcensus.question import Catalogue, Question


def question(name, sql):
    return Question(name, "?", (), (), "", sql)


CATALOGUE = Catalogue(
    (q.name, q)
    for q in (
        question("views/base", "SELECT 1 AS a WHERE $day IS NULL"),
        question(
            "views/middle", "WITH inner_rows AS (SELECT a FROM base) SELECT a FROM inner_rows"
        ),
        question("views/unused", "SELECT 3 AS c"),
        question("s/top", "SELECT a FROM middle ORDER BY a"),
        question("s/with", "WITH mine AS (SELECT a FROM middle) SELECT a FROM mine ORDER BY a"),
        question("s/plain", "SELECT source_id FROM sources ORDER BY source_id"),
    )
)


def test_a_step_comes_after_those_it_needs():
    names = [table_of(step) for step in steps_of(CATALOGUE["s/top"].sql, CATALOGUE)]
    assert names == ["base", "middle"]


def test_a_statement_without_steps_stays_as_it_is():
    plain = CATALOGUE["s/plain"]
    assert compose(plain, CATALOGUE) == plain.sql


def test_steps_stand_in_front():
    for name in ("s/top", "s/with"):
        sql = compose(CATALOGUE[name], CATALOGUE)
        assert sql.startswith("WITH base AS (")
        assert sql.count("middle AS (") == 1
        assert "unused" not in sql
        assert parameters(sql) == {"day"}
