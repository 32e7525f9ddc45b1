"""Where there is nothing to draw a sentence says what would show something: it must be true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chipcensus.figures import COUNTS, FIGURES
from chipcensus.filters import Filters
from chipcensus.i18n import LANGUAGES, read_words

ALL_SCOPES = ("chip", "ai_chip", "semiconductor", "integrated_circuit", "artificial_intelligence")
PAGES = ("registrations/", "deregistrations/", "market/")
# Figure, what the sentence tells a reader to choose, and the first and last year it promises.
PROMISES = [
    *(("registrations/by_year", {"scope": scope}, None) for scope in ALL_SCOPES),
    *(("registrations/places", {"scope": s}, None) for s in ALL_SCOPES if s != "ai_chip"),
    ("registrations/year_to_date", COUNTS | {"year_from": 2020, "year_to": 2021}, (2020, 2021)),
    ("registrations/vintages", COUNTS | {"year_from": 2019, "year_to": 2021}, (2019, 2021)),
    ("registrations/stock", {"scope": "chip"}, (2020, None)),
    ("registrations/stock", {"scope": "ic_design"}, (2012, None)),
    ("registrations/stock", {"scope": "artificial_intelligence"}, (2016, None)),
    ("registrations/definitions", {"provider": "天眼查"}, None),
    ("deregistrations/by_year", {"scope": "chip"}, (2017, 2024)),
    ("deregistrations/per_day", COUNTS, (2017, 2024)),
    ("deregistrations/per_100_registered", {"scope": "chip"}, (2018, 2024)),
    ("deregistrations/net_formation", {"scope": "chip"}, (2018, 2024)),
    ("deregistrations/by_group", {"provider": "天眼查"}, (2019, 2019)),
    ("deregistrations/by_group", {"provider": "国家企业信用信息公示系统"}, (2024, 2024)),
    ("deregistrations/closures", {}, (2022, 2025)),
    ("market/forecasts", {}, None),
    ("market/self_sufficiency", {}, (2010, None)),
    ("market/shipments", {}, (2023, None)),
    ("market/shares", {}, (2021, None)),
    ("market/circuits", {}, (2018, None)),
]
DEFINED = {
    "企查查": {"chip", "ai_chip", "semiconductor", "artificial_intelligence"},
    "天眼查": {"chip", "semiconductor", "integrated_circuit", "artificial_intelligence"},
}


@pytest.mark.parametrize(("name", "params", "years"), PROMISES)
def test_what_a_reader_is_told_to_choose_shows_something(ask, name, params, years):
    figure = FIGURES[name]
    answer = ask(name, Filters().to_params(figure.defaults) | params)
    assert figure.draw(answer, read_words("zh")).figure
    found = [_year(row) for row in answer.rows if _year(row)]
    first, last = years or (None, None)
    assert first in (None, min(found))
    assert last in (None, max(found))


@pytest.mark.parametrize("provider", DEFINED)
def test_a_provider_counts_under_the_definitions_it_is_said_to(ask, provider):
    answer = ask("registrations/definitions", provider=provider)
    counted = {row["scope"] for row in answer.rows if row["provider"] == provider}
    assert counted == DEFINED[provider]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in FIGURES if name.startswith(PAGES)])
def test_nothing_is_said_in_one_sentence_of_the_figures_own(ask, name, lang):
    figure, words = FIGURES[name], read_words(lang)
    answer = ask(name, Filters().to_params(figure.defaults))
    missing = figure.draw(replace(answer, rows=[]), words).missing
    head = words(f"missing.{figure.key}", asked="|", series="|").split("|")[0]
    assert missing.startswith(head)
    assert "{" not in missing


def _year(row):
    day = row.get("counted_on") or row.get("happened_on") or row.get("period_end")
    return row.get("year") or (day and day.year)
