"""The checks as a list: rules in words, the number of rows, and the rows that unfold."""

from __future__ import annotations

import pytest
from charts.made import result

from chipcensus.charts import meta
from chipcensus.export.table import table
from chipcensus.i18n import LANGUAGES, read_words

RULE, SEVERITY, FOUND = range(3)


def broken(rule, row_id, said, against, severity="warning"):
    place = {"table_name": "market", "row_id": row_id, "said": said, "against": against}
    return place | {
        "rule": rule, "severity": severity, "row_ids": [row_id], "source_ids": ["s1"],
    }  # fmt: skip


def kept(rule, severity="error"):
    empty = dict.fromkeys(("table_name", "row_id", "said", "against"))
    return empty | {"rule": rule, "severity": severity, "row_ids": [], "source_ids": []}


MADE = [
    kept("print_says_otherwise"),
    broken("growth_contradicts", "mkt-1", "0.15", "0.2 – 0.3"),
    broken("growth_contradicts", "mkt-2", "12200000000.0", "0.1"),
]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rules_with_rows_come_first_and_tell_why_the_rows_stay(lang):
    words = read_words(lang)
    drawing = meta.checks.draw(result(MADE), words)
    first, second = (line["cells"] for line in drawing.listing["rows"])
    assert first[RULE]["text"] == words("rule.growth_contradicts")
    assert first[SEVERITY]["text"] == words("severity.warning")
    assert first[FOUND]["note"] == words("rule_note.growth_contradicts")
    assert first[FOUND]["sort"] == len(first[FOUND]["opens"]) == 2
    assert second[RULE]["text"] == words("rule.print_says_otherwise")
    assert (second[FOUND]["sort"], second[FOUND]["note"]) == (0, "")
    assert second[FOUND]["text"] == words("label.checks.none")


def test_a_row_tells_where_it_stands_what_it_says_and_who_printed_it():
    drawing = meta.checks.draw(result(MADE), read_words("en"))
    one, two = drawing.listing["rows"][0]["cells"][FOUND]["opens"]
    assert one["text"] == "market mkt-1: printed 0.15, computed 0.2 – 0.3"
    assert one["links"][0]["url"] == "https://example.org/1"
    assert "12,200,000,000" in two["text"]


def test_the_finding_counts_rules_and_rows_by_severity():
    rows = [*MADE, broken("printed_twice", "mkt-3", "7", "mkt-1", severity="error")]
    finding = meta.checks.draw(result(rows), read_words("en")).finding
    assert finding.startswith("3 rules")
    assert "1 rows break" in finding
    assert "2 rows carry" in finding


def test_without_rules_it_says_so():
    drawing = meta.checks.draw(result([]), read_words("en"))
    assert drawing.is_empty
    assert drawing.missing


def test_a_rule_without_words_is_shown_by_its_name():
    drawing = meta.checks.draw(result([broken("new_rule", "mkt-1", "a", "b")]), read_words("zh"))
    cells = drawing.listing["rows"][0]["cells"]
    assert cells[RULE]["text"] == "new_rule"
    assert cells[FOUND]["opens"][0]["text"].endswith("mkt-1: a / b")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shipped_data_has_every_rule_and_no_error(lang, ask, questions):
    answer = ask("meta/checks")
    rules = {row["rule"]: row["severity"] for row in answer.rows}
    checks = {n.split("/")[1]: q for n, q in questions.items() if n.startswith("checks/")}
    assert rules == {name: check.severity for name, check in checks.items()}
    assert [row for row in answer.rows if row["severity"] == "error" and row["row_id"]] == []
    drawing = meta.checks.draw(answer, read_words(lang))
    assert len(drawing.listing["rows"]) == len(checks)
    shown = table(answer, read_words(lang))
    assert len(shown.rows) == len(answer.rows)
    assert not [label for label in shown.labels if label in {"rule", "said", "against"}]


def test_what_is_shown_is_what_the_checks_find(ask, questions, rows_of):
    told = {(r["rule"], r["table_name"], r["row_id"]) for r in ask("meta/checks").rows}
    for name, check in questions.items():
        if name.startswith("checks/"):
            found = {(table_name, row_id) for table_name, row_id, *_ in rows_of(check.sql)}
            rule = name.split("/")[1]
            assert {(t, r) for k, t, r in told if k == rule and r} == found
