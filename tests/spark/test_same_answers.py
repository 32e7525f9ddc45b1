"""Every question gives the rows on the engine that it gives on DuckDB, in the same order."""

from __future__ import annotations

import pytest

from chipcensus.question import Field, Question
from tests.spark.asked import CHOSEN, LISTED, QUESTIONS, VALUES, asked, values
from tests.spark.same import differences

# What is read from a loaded list: cubes, and what rests on them.
OF_LISTS = sorted(n for n, q in QUESTIONS.items() if "registry" in q.sql)


def _same(both, name, filters) -> None:
    question = asked(name)
    for params in values(name, filters):
        expected = both.duckdb.read(both.whole, question, params)
        found = both.spark.read(both.published, question, params)
        in_order = question.subject not in {"views", "cubes"}
        assert differences(expected, found, in_order=in_order) == [], (name, params)


def test_a_value_reaches_the_engine_sign_by_sign(shipped_both):
    """Nothing of it is an escape, a parameter, a template or the end of a text there."""
    fields = (Field("name", "VARCHAR", "a text"), Field("names", "VARCHAR[]", "the same"))
    sql = "SELECT $name AS name, $names AS names"
    question = Question("test/echo", "", fields, fields, "", sql)
    for value in VALUES:
        params = {"name": value, "names": [value, "x"]}
        assert shipped_both.spark.read(shipped_both.published, question, params) == [params]


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_shipped_data(shipped_both, name):
    _same(shipped_both, name, CHOSEN)


@pytest.mark.parametrize("name", OF_LISTS)
def test_a_list_of_companies(listed_both, name):
    _same(listed_both, name, LISTED)
