from __future__ import annotations

from chipcensus.question import Field, Question
from chipcensus.result import Result

QUESTION = Question(
    "s/q", "?", (), (Field("n", "BIGINT", "n"), Field("source_ids", "VARCHAR[]", "sources")), "", ""
)


def result(*rows):
    return Result(
        question=QUESTION, params={}, rows=rows, citations={}, generation="abc", sql="SELECT"
    )


def test_sources_each_once_in_order_of_the_rows():
    answer = result(
        {"n": 1, "source_ids": ["b", "a"]},
        {"n": 2, "source_ids": None},
        {"n": 3, "source_ids": ["a", "c"]},
    )
    assert answer.source_ids == ("b", "a", "c")
    assert answer.row_ids == ()
    assert answer.column("n") == [1, 2, 3]


def test_an_empty_answer_keeps_its_columns():
    assert list(result().frame.columns) == ["n", "source_ids"]
    assert result().source_ids == ()
