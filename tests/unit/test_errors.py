from __future__ import annotations

import pytest

from chipcensus import errors
from chipcensus.errors import (
    ChipCensusError,
    GenerationBroken,
    GenerationMissing,
    Problem,
    ProblemsFound,
)


def test_a_problem_in_one_line():
    problem = Problem("market.csv", 14, "value_low", '"3.2万"', "a plain number", "Write 32000.")
    assert str(problem) == (
        'market.csv, row 14, column value_low: found "3.2万"; expected a plain number. Write 32000.'
    )
    assert str(Problem("a.csv", None, None, "no file", "a CSV")) == (
        "a.csv: found no file; expected a CSV."
    )


@pytest.mark.parametrize(("count", "said"), [(1, "1 problem in"), (2, "2 problems in")])
def test_every_problem_is_in_the_message(count, said):
    problems = [Problem("a.csv", n, "x", "y", "z") for n in range(count)]
    error = ProblemsFound(problems)
    assert error.problems == tuple(problems)
    assert str(error).startswith(said)
    assert len(str(error).splitlines()) == count + 1


def test_one_tree():
    raised = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, Exception)]
    assert all(issubclass(e, ChipCensusError) for e in raised)
    assert issubclass(GenerationBroken, GenerationMissing)
