"""Financials: what a figure says where the reader's choices leave nothing to draw."""

from __future__ import annotations

import pytest

from chipcensus.i18n import read_words

EN = read_words("en")


def test_a_company_without_statements_is_told_who_has_them(opened):
    visit = opened("financials", lang="en", companies=["kunlunxin"])
    cards = visit.cards()
    revenue = cards["financials/by_period"]
    assert revenue["figure"] is None
    assert "Cambricon" in revenue["empty"]
    assert {name for name, card in cards.items() if card["figure"]} == set()
    assert all(card["empty"] for card in cards.values())


@pytest.mark.parametrize(
    ("query", "key", "said"),
    [
        ({"year_from": "2014", "year_to": "2014"}, "years", {"first": 2017, "last": 2025}),
        ({"as_of": "2010-01-01"}, "as_of", {"day": "2010-01-01"}),
        ({"metric": "price_to_sales", "frequency": "half"}, "frequency", {"frequency": "Year"}),
    ],
)
def test_an_empty_figure_says_which_choice_leaves_it_empty(opened, query, key, said):
    visit = opened("financials", lang="en", **query)
    hint = EN(f"missing.financials.hint.{key}", **said)
    assert visit.card("financials/by_period")["empty"].endswith(hint)
