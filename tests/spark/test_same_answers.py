"""Every question gives the rows on the engine that it gives on DuckDB, in the same order."""

from __future__ import annotations

import pytest

from tests.spark.asked import CHOSEN, LISTED, QUESTIONS, asked, values
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


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_shipped_data(shipped_both, name):
    _same(shipped_both, name, CHOSEN)


@pytest.mark.parametrize("name", OF_LISTS)
def test_a_list_of_companies(listed_both, name):
    _same(listed_both, name, LISTED)
