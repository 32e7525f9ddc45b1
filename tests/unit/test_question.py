from __future__ import annotations

from datetime import date

import pytest

from chipcensus.errors import BadParameter, QuestionBroken, UnknownQuestion
from chipcensus.question import Field, parse_value, read_question, read_questions

GOOD = """\
-- question: How many
--   in each year?
-- params:
--   year_from  INTEGER    first year
--   day        DATE       a day
--   names      VARCHAR[]  who
-- columns:
--   year       INTEGER    calendar year
-- notes:
--   One remark.
--   Another: with a colon.
SELECT $year_from AS year
-- a comment inside the statement stays
ORDER BY year;
"""


@pytest.fixture
def write(tmp_path):
    def put(text, name="subject/one.sql"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return read_question(path, tmp_path)

    return put


def test_a_file_as_a_question(write):
    question = write(GOOD)
    assert (question.name, question.subject) == ("subject/one", "subject")
    assert question.question == "How many in each year?"
    assert [field.name for field in question.params] == ["year_from", "day", "names"]
    assert question.columns == (Field("year", "INTEGER", "calendar year"),)
    assert question.notes == "One remark. Another: with a colon."
    assert question.sql.startswith("SELECT $year_from")
    assert question.sql.endswith("ORDER BY year")
    assert "a comment inside" in question.sql
    assert question.severity == ""


def test_a_check_has_a_severity(write):
    header = ["question: Q?", "severity: error", "params:", "columns:", "  a  DATE  a day"]
    text = "".join(f"-- {line}\n" for line in header)
    question = write(f"{text}SELECT 1", "checks/one.sql")
    assert question.severity == "error"
    assert question.params == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT 1", "needs 'question:' and 'columns:'"),
        ("-- question: Q?\nSELECT 1", "needs 'question:' and 'columns:'"),
        ("-- columns:\n--   a  DATE  a day\nSELECT 1", "needs 'question:' and 'columns:'"),
        ("", "needs 'question:' and 'columns:'"),
        (GOOD.replace("  INTEGER    first", " INTEGER first"), "'year_from INTEGER first year'"),
        (GOOD.replace("DATE       a", "date       a"), "is not 'name  TYPE  meaning'"),
        (GOOD.replace("INTEGER    calendar year", "INTEGER"), "is not 'name  TYPE  meaning'"),
    ],
)
def test_a_bad_header_is_refused_by_name(write, text, said):
    with pytest.raises(QuestionBroken) as caught:
        write(text)
    assert "subject/one.sql" in str(caught.value)
    assert said in str(caught.value)


def test_bind_fills_what_is_missing_with_null(write):
    bound = write(GOOD).bind({"year_from": 2020, "unknown": 1})
    assert bound == {"year_from": 2020, "day": None, "names": None}


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("", "INTEGER", None),
        ("2020", "INTEGER", 2020),
        ("-5", "BIGINT", -5),
        ("1.5", "DOUBLE", 1.5),
        ("2024-06-30", "DATE", date(2024, 6, 30)),
        ("true", "BOOLEAN", True),
        ("FALSE", "BOOLEAN", False),
        ("企查查", "VARCHAR", "企查查"),
        ("a,,b", "VARCHAR[]", ["a", "b"]),
        ("1,2", "INTEGER[]", [1, 2]),
        ("", "VARCHAR[]", None),
        ("'; DROP TABLE sources; --", "VARCHAR", "'; DROP TABLE sources; --"),
    ],
)
def test_parse_value(text, kind, value):
    assert parse_value(text, kind) == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [("x", "INTEGER"), ("1.5", "INTEGER"), ("yes", "BOOLEAN"), ("30.06.2024", "DATE"),
     ("2024-02-30", "DATE"), ("1,5", "DOUBLE"), ("1,x", "INTEGER[]")],
)  # fmt: skip
def test_parse_value_refuses(text, kind):
    with pytest.raises(ValueError):  # noqa: PT011 — parse() gives it its words
        parse_value(text, kind)


def test_parse_lists_everything_that_does_not_fit(write):
    question = write(GOOD)
    assert question.parse({"year_from": "2020", "names": "a,b"}) == {
        "year_from": 2020,
        "names": ["a", "b"],
    }
    with pytest.raises(BadParameter) as caught:
        question.parse({"year_from": "soon", "day": "never", "moon": "full"})
    lines = str(caught.value).splitlines()
    assert len(lines) == 3
    assert "no parameter 'moon'; it has year_from, day, names" in lines[0]
    assert "found 'soon'; expected INTEGER (first year)" in lines[1]


def test_an_unknown_question_lists_the_known(write, tmp_path):
    write(GOOD)
    catalogue = read_questions(tmp_path)
    assert list(catalogue) == ["subject/one"]
    with pytest.raises(UnknownQuestion, match=r"No question 'x'\. There are: subject/one\."):
        catalogue["x"]
