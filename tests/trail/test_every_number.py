"""Every number of every figure can be followed: to prints that exist, by formulas that hold."""

from __future__ import annotations

import ast
import math
import operator
from datetime import date

import pytest

from chipcensus.census import Census
from chipcensus.figures import FIGURES
from chipcensus.filters import ALL, Filters
from chipcensus.question import read_questions
from chipcensus.settings import ROOT
from chipcensus.trail.explain import behind, numbers
from chipcensus.trail.panel import trail
from chipcensus.trail.printed import standing
from chipcensus.ui.card_data import card_data

PAST = date(2024, 6, 30)
ASKED = {
    "newest": Filters(id="moore-threads", companies=("cambricon", "nvidia", "moore-threads")),
    "defaults": Filters(id="biren"),
    "dollars": Filters(id="cambricon", companies=(ALL,), currency="USD"),
    "quarters": Filters(id="hygon", companies=(ALL,), metric="net_profit", frequency="quarter"),
    "ratios": Filters(id="nvidia", companies=(ALL,), metric="price_to_sales"),
    "wide": Filters(id="hygon", scope="artificial_intelligence", provider=ALL),
    "past": Filters(id="hygon", companies=(ALL,), as_of=PAST),
}
OPERATORS = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
    ast.Div: operator.truediv, ast.Pow: operator.pow,
}  # fmt: skip


@pytest.fixture(scope="module")
def census(shipped):
    return Census(shipped)


@pytest.fixture(scope="module")
def words(census):
    return census.words("zh")


# Lists about the data itself name no rows of facts: there is nothing behind them to be followed.
FOLLOWED = {
    name: question
    for name, question in read_questions(ROOT / "queries").items()
    if name in FIGURES and question.has_trail
}


def _different():
    """Every figure with the filters that ask it differently."""
    for name, question in FOLLOWED.items():
        seen = []
        for asked, filters in ASKED.items():
            bound = question.bind(filters.to_params(FIGURES[name].defaults))
            if bound not in seen:
                seen.append(bound)
                yield pytest.param((name, filters), id=f"{name}-{asked}")


@pytest.fixture(params=_different())
def answer(request, census):
    return census.figure(*request.param)


def test_every_number_is_printed_so_or_follows_by_a_formula_that_holds(census, words, answer):
    for row in answer.result.rows:
        found = behind(census, answer, row["row_ids"], words)
        for column, reason in found.reasons(row):
            where = f"{answer.figure.name} {column.name} {row}"
            assert reason, where
            for one in reason.formulas:
                assert math.isclose(computed(one.code), one.value, rel_tol=1e-9), where
                assert one.text.count("=") == 1
            if reason.formulas:
                last = reason.formulas[-1].value
                assert math.isclose(last, row[column.name], rel_tol=1e-9, abs_tol=1e-9), where
            elif row[column.name]:
                stands = [p for p in found.prints if p.row_id in reason.rows]
                printed = {end for p in stands for end in (p.value, p.value_to)}
                printed |= {row.get("growth_printed")}
                assert any(math.isclose(p, row[column.name]) for p in printed if p), where


def test_every_trail_has_a_print_that_stands_and_says_why(census, words, answer):
    for ids in {tuple(row["row_ids"]) for row in answer.result.rows if row["row_ids"]}:
        told = trail(census, answer, ids, words)
        assert told["facts"] or told["table"]["rows"]
        assert told["figures"], (answer.figure.name, ids)
        for figure in told["figures"]:
            first, *others = figure["prints"]
            assert first["is_preferred"], figure
            assert first["why"] or first["row_ids"][0] in words.names
            said = [one["why"] for one in figure["prints"] if one["row_ids"][0] not in words.names]
            assert all(said), figure
            is_company = first["row_ids"][0] in words.names
            assert is_company or not any(one["is_preferred"] for one in others)


def test_the_print_that_stands_is_the_one_the_figures_rest_on(rows_of):
    preferred = dict(rows_of("SELECT figure_id, row_id FROM figures"))
    prints = rows_of("SELECT figure_id, row_id, rule, place FROM prints WHERE place = 1")
    found = {figure: row for figure, row, _, _ in prints}
    assert {f: r for f, r in preferred.items() if f in found} == {
        f: found[f] for f in preferred if f in found
    }
    # The others are split into core industry and keyword counts, and stand as such.
    missing = {f for f in preferred if f not in found}
    assert all("artificial_intelligence" in f for f in missing)
    alone = dict(rows_of("SELECT figure_id, count(*) FROM prints GROUP BY figure_id"))
    assert {f for f, _, rule, _ in prints if rule is None} == {f for f in found if alone[f] == 1}


def test_each_part_of_the_rule_is_met_in_the_data_or_by_a_case(rows_of):
    met = {rule for (rule,) in rows_of("SELECT DISTINCT rule FROM prints WHERE rule IS NOT NULL")}
    assert met >= {
        "misprint",
        "reprint",
        "preliminary",
        "standardised",
        "derived",
        "kind",
        "newest",
    }


def test_a_figure_of_statements_stands_on_one_print(census, words):
    answer = census.figure("financials/by_period", ASKED["quarters"])
    for row in answer.result.rows:
        found = standing(behind(census, answer, row["row_ids"], words).prints)
        assert len({p.figure_id for p in found}) == len(found)


def test_a_past_day_shows_no_later_print(census, words):
    answer = census.figure("registrations/by_year", Filters(as_of=PAST))
    for row in answer.result.rows:
        told = trail(census, answer, row["row_ids"], words)
        days = [p["published_on"] for f in told["figures"] for p in f["prints"] if p["is_dated"]]
        assert all(day <= PAST.isoformat() for day in days)


def test_declared_formulas_are_of_columns_that_have_a_trail():
    for name, question in read_questions(ROOT / "queries").items():
        assert set(question.derived) <= {c.name for c in numbers(question.columns)}, name


def computed(code: str) -> float:
    """What a formula in numbers comes to."""

    def value(node):
        if isinstance(node, ast.BinOp):
            return OPERATORS[type(node.op)](value(node.left), value(node.right))
        if isinstance(node, ast.UnaryOp):
            return -value(node.operand)
        if isinstance(node, ast.Call):
            assert node.func.id == "abs"
            return abs(value(node.args[0]))
        return node.value

    return value(ast.parse(code, mode="eval").body)


def test_a_list_about_the_data_offers_no_trail(census, words):
    lists = set(FIGURES) - set(FOLLOWED)
    assert {name.split("/")[0] for name in lists} == {"meta"}
    assert "meta/conflicts" in FOLLOWED
    for name in ("meta/tables", "meta/conflicts"):
        card = card_data(census.figure(name, Filters()), words)
        assert ("trail" in card["links"]) == (name in FOLLOWED)
