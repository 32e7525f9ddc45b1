"""Spellings of companies and investors: what the checks refuse, what the table joins."""

from __future__ import annotations

import duckdb
import pytest

COMPANY = "INSERT INTO companies (company_id, name_zh, name_en) VALUES (?, ?, ?)"
ALIAS = "INSERT INTO aliases (row_id, kind, entity_id, alias, language, is_name) VALUES " + (
    "(?, ?, ?, ?, ?, ?)"
)


@pytest.fixture
def broken(questions):
    """Ids of the rows a check names, among the given aliases and two companies."""

    def ask(check, *rows):
        with duckdb.connect() as connection:
            connection.execute(
                "CREATE TABLE companies (company_id VARCHAR, name_zh VARCHAR, name_en VARCHAR);"
                "CREATE TABLE aliases (row_id VARCHAR, kind VARCHAR, entity_id VARCHAR, "
                "alias VARCHAR, language VARCHAR, is_name BOOLEAN)"
            )
            connection.executemany(COMPANY, [["one", "甲", "One"], ["two", None, "Two"]])
            connection.executemany(ALIAS, [list(row) for row in rows])
            found = connection.execute(questions[f"checks/{check}"].sql).fetchall()
        return [row_id for _, row_id, *_ in found]

    return ask


def test_a_spelling_of_two_is_ambiguous_within_its_kind(broken):
    rows = [
        ("a", "investor", "fund-a", "Fund", "en", True),
        ("b", "investor", "fund-b", "Fund", "en", True),
        ("c", "company", "one", "Fund", "en", False),
        ("d", "company", "two", "甲", "zh", False),
        ("e", "investor", "fund-a", "FUND", "en", False),
    ]
    assert broken("alias_ambiguous", *rows) == ["a", "b", "d"]


def test_the_same_spelling_from_two_sources_is_not(broken):
    rows = [(name, "investor", "fund-a", "Fund", "en", False) for name in "ab"]
    assert broken("alias_ambiguous", *rows) == []


def test_a_company_must_be_known_an_investor_need_not(broken):
    rows = [
        ("a", "company", "three", "Three", "en", False),
        ("b", "company", "two", "Two Ltd", "en", False),
        ("c", "investor", "fund-a", "Fund", "en", True),
    ]
    assert broken("alias_of_no_company", *rows) == ["a"]


def test_one_spelling_is_shown_in_a_language(broken):
    rows = [
        ("a", "investor", "fund-a", "Fund", "en", True),
        ("b", "investor", "fund-a", "The Fund", "en", True),
        ("c", "investor", "fund-a", "基金", "zh", True),
        ("d", "company", "one", "One Ltd", "en", True),
    ]
    assert broken("alias_shown_once", *rows) == ["a", "b", "d"]


def test_every_investors_spelling_occurs_in_the_source_named(rows_of):
    """The build does not read pages, but its own rows must bear an investor's spelling out."""
    spelt = rows_of(
        "SELECT DISTINCT unnest(string_split(concat_ws(';', lead_investors, investors), ';')), "
        "source_id FROM funding_rounds"
    )
    named = rows_of("SELECT alias, source_id FROM aliases WHERE kind = 'investor'")
    assert set(named) - set(spelt) == set()


def test_a_spelling_is_of_the_language_it_says(rows_of):
    chinese = "regexp_matches(alias, '\\p{Han}')"
    assert rows_of(f"SELECT alias FROM aliases WHERE (language = 'zh') <> {chinese}") == []


def test_every_investor_of_several_spellings_has_a_name_to_show(rows_of):
    bare = rows_of(
        "SELECT entity_id FROM aliases WHERE kind = 'investor' "
        "GROUP BY entity_id HAVING NOT bool_or(is_name)"
    )
    assert bare == []


def test_sequoia_china_is_one_investor(rows_of):
    spelt = rows_of("SELECT alias FROM aliases WHERE entity_id = 'sequoia-china' ORDER BY alias")
    assert [s for (s,) in spelt] == ["Sequoia Capital China", "Sequoia China", "红杉中国"]
