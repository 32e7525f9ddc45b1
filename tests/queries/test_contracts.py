"""Every .sql file keeps what its header promises."""

from __future__ import annotations

import re
from itertools import combinations

import duckdb
import pytest
import sqlglot

from chipcensus.engine import compose
from chipcensus.engine.spark.carry import carried
from chipcensus.engine.steps import parameters
from chipcensus.publish.cubes import STEPS, make_cubes, no_registry
from chipcensus.publish.described import describe
from chipcensus.publish.kept import TABLE as IMPORTS
from chipcensus.publish.verify import FINDINGS
from chipcensus.question import read_questions
from chipcensus.settings import ROOT

QUESTIONS = read_questions(ROOT / "queries")
LONGEST = 100
UNSOURCED = {"views", "cubes", "checks", "meta"}
CHECK_COLUMNS = [(name, "VARCHAR") for name in ("table_name", "row_id", "said", "against")]

each_question = pytest.mark.parametrize("name", sorted(QUESTIONS))


@pytest.fixture(scope="module")
def empty():
    """The schema without a row: enough to learn what a statement returns."""
    with duckdb.connect() as connection:
        connection.execute((ROOT / "data" / "schema.sql").read_text(encoding="utf-8"))
        describe(connection)
        connection.execute("CREATE TABLE generation (id VARCHAR, built_at TIMESTAMP)")
        no_registry(connection)
        make_cubes(connection, QUESTIONS)
        # What is not kept, for the cursors of the tests to see.
        connection.execute("CREATE TABLE main.registry AS SELECT * FROM registry")
        for step in STEPS:
            connection.execute(f"CREATE TABLE {step} AS {QUESTIONS[f'cubes/{step}'].sql}")
        connection.execute(IMPORTS)
        connection.execute(f"CREATE TABLE findings ({', '.join(f'{n} VARCHAR' for n in FINDINGS)})")
        yield connection


@each_question
def test_declared_parameters_are_the_bound_ones(name):
    question = QUESTIONS[name]
    declared = [field.name for field in question.params]
    assert len(declared) == len(set(declared))
    bound = parameters(compose(question, QUESTIONS))
    # Checks and questions about the data itself always rest on the newest state of the steps.
    newest_only = {"as_of"} if question.subject in {"checks", "meta"} else set()
    assert set(declared) == bound - (newest_only - set(declared))


@each_question
def test_declared_columns_are_the_returned_ones(name, empty):
    question = QUESTIONS[name]
    sql = compose(question, QUESTIONS)
    answer = empty.cursor().execute(sql, dict.fromkeys(parameters(sql)) or None)
    returned = [(column, str(kind)) for column, kind, *_ in answer.description]
    assert returned == [(field.name, field.type) for field in question.columns]


@each_question
def test_no_figure_is_sourceless(name):
    question = QUESTIONS[name]
    kinds = {field.name: field.type for field in question.columns}
    if question.subject not in UNSOURCED:
        assert kinds["source_ids"] == kinds["row_ids"] == "VARCHAR[]"


@each_question
def test_answers_have_an_order(name):
    tree = sqlglot.parse_one(QUESTIONS[name].sql, read="duckdb")
    assert QUESTIONS[name].subject in {"views", "cubes"} or tree.args.get("order")


@each_question
def test_statements_are_plain_sql_and_short(name):
    sql = QUESTIONS[name].sql
    assert not re.search(r"[{}]", sql)
    assert len(duckdb.extract_statements(sql)) == 1
    assert len(sql.splitlines()) < LONGEST


@each_question
def test_statements_carry_over_to_spark(name):
    question = QUESTIONS[name]
    types = {field.name: field.type for field in question.params} | {"as_of": "DATE"}
    text = carried(question.sql, {}, types)
    assert sqlglot.parse_one(text, read="spark").find(sqlglot.exp.Select)
    assert "$" not in re.sub(r"'(?:[^'\\]|\\.)*'", "", text)  # no parameter is left


@pytest.mark.parametrize("name", [n for n in sorted(QUESTIONS) if n.startswith("checks/")])
def test_checks_return_place_and_message(name):
    question = QUESTIONS[name]
    assert question.severity in {"error", "warning"}
    assert not question.params
    assert [(field.name, field.type) for field in question.columns] == CHECK_COLUMNS


def test_every_folder_of_questions_is_known():
    subjects = {"registrations", "deregistrations", "financials", "funding"}
    assert {q.subject for q in QUESTIONS.values()} >= subjects | UNSOURCED


def test_no_two_questions_of_a_loaded_list_say_the_same_at_length():
    """What differs in a word or two rests on one step, and is a short filter of it."""
    long = {
        name: {line.strip(" ,") for line in question.sql.splitlines() if len(line.split()) > 3}
        for name, question in QUESTIONS.items()
        if "registry_" in question.sql and len(question.sql.splitlines()) > 25
    }
    alike = [
        (one, other)
        for one, other in combinations(sorted(long), 2)
        if len(long[one] & long[other]) > 0.8 * len(long[one] | long[other])
    ]
    assert alike == []
