from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chipcensus.choices import LONGEST_SHOWN, Choices, from_url
from chipcensus.filters import ALL, Filters
from chipcensus.i18n import LANGUAGES, read_words

CHOICES = Choices(
    {
        "companies": ("cambricon", "biren", "metax", "moore-threads", "enflame"),
        "scope": ("chip", "ai_chip"),
        "provider": ("企查查", "天眼查"),
        "metric": ("revenue", "net_profit"),
        "frequency": ("year", "half"),
        "currency": ("CNY", "USD"),
        "events": ("fund", "policy"),
        "kinds": ("fund", "policy"),
        "event": ("ev-a", "ev-b"),
        "series": ("revenue",),
    },
    (2010, 2026),
)
FULL = Filters(
    year_from=2019, year_to=2024, companies=("cambricon", "biren"), scope="chip",
    provider="企查查", metric="revenue", frequency="half", currency="USD",
    as_of=date(2024, 6, 30), events=("fund", "policy"), kinds=("fund",), event="ev-a",
    series="revenue",
)  # fmt: skip
SCRIPT = "<script>alert(1)</script>"


def url(**values):
    return {name: [value] if isinstance(value, str) else value for name, value in values.items()}


@pytest.mark.parametrize("filters", [Filters(), FULL, Filters(provider=ALL), Filters(scope=ALL)])
def test_round_trip(filters):
    read, ignored = from_url(url(**filters.to_url()), CHOICES)
    assert read == filters
    assert ignored == []


def test_kinds_of_events_are_read_each_once_and_unknown_ones_named():
    read, ignored = from_url({"events": ["policy", "riot", "policy", "fund", ALL]}, CHOICES)
    assert read.events == ("policy", "fund")
    assert [(i.name, i.value, i.reason) for i in ignored] == [
        ("events", "riot", "unknown"),
        ("events", ALL, "unknown"),
    ]
    assert read.without("events") == Filters()


def test_a_default_is_left_out_of_the_url():
    assert Filters().to_url() == {}
    assert Filters(companies=("biren",), year_to=2020).to_url() == {
        "companies": ["biren"],
        "year_to": "2020",
    }


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("companies", "acme", "unknown"),
        ("companies", SCRIPT, "unknown"),
        ("scope", "all_chips", "unknown"),
        ("currency", ALL, "unknown"),
        ("metric", SCRIPT, "unknown"),
        ("year_from", "twenty", "no_year"),
        ("year_from", "1999", "no_year"),
        ("year_to", "2030", "no_year"),
        ("year_to", "٢٠٢٠", "no_year"),
        ("year_to", "-2020", "no_year"),
        ("year_to", "2020.0", "no_year"),
        ("as_of", "yesterday", "no_day"),
        ("as_of", "2024-02-30", "no_day"),
        ("as_of", SCRIPT, "no_day"),
    ],
)
def test_what_cannot_be_followed_is_listed(name, value, reason):
    read, ignored = from_url(url(**{name: value}), CHOICES)
    assert read == Filters()
    ((place, shown, why),) = [(i.name, i.value, i.reason) for i in ignored]
    assert (place, shown, why) == (name, value, reason)


def test_known_companies_stay_beside_unknown_ones():
    read, ignored = from_url(url(companies=["biren", "acme", "biren", "metax"]), CHOICES)
    assert read.companies == ("biren", "metax")
    assert [i.value for i in ignored] == ["acme"]


def test_reversed_years_are_swapped_and_told():
    read, ignored = from_url(url(year_from="2024", year_to="2019"), CHOICES)
    assert (read.year_from, read.year_to) == (2019, 2024)
    assert [(i.name, i.value, i.reason) for i in ignored] == [("years", "2024–2019", "swapped")]


@pytest.mark.parametrize("name", ["companies", "scope", "year_from", "as_of", "metric"])
def test_ten_thousand_characters_are_cut(name):
    _, ignored = from_url(url(**{name: "x\n\t" * 5000}), CHOICES)
    ((value,),) = [(i.value,) for i in ignored]
    assert len(value) <= LONGEST_SHOWN + 1
    assert value.isprintable()


def test_empty_and_repeated_values():
    read, ignored = from_url(url(scope=["", "chip", "ai_chip"], year_from=[""]), CHOICES)
    assert read == Filters(scope="ai_chip")
    assert [(i.name, i.value, i.reason) for i in ignored] == [("scope", "chip", "repeated")]


def test_parameters():
    defaults = {"scope": "chip", "provider": "企查查"}
    assert Filters().to_params(defaults) == {"currency": "reported", **defaults}
    assert Filters(provider=ALL).to_params(defaults)["provider"] is None
    params = FULL.to_params(defaults)
    assert params["companies"] == ["cambricon", "biren"]
    assert (params["currency"], params["as_of"]) == ("USD", date(2024, 6, 30))


def test_one_filter_less():
    assert FULL.without("companies").companies == ()
    assert FULL.without("scope").scope is None
    assert "years" not in FULL.without("years").chips()
    assert FULL.without("companies").scope == "chip"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_describe(lang):
    words = read_words(lang)
    assert Filters().describe(words) == words("filter.none")
    sentence = FULL.describe(words)
    assert "2019–2024" in sentence
    assert "2024-06-30" in sentence
    assert words("filter.companies") in sentence
    assert FULL.describe(words, ["year_from", "year_to"]) == "2019–2024"
    assert Filters(year_from=2019).describe(words) == "2019–…"
    one = Filters(year_from=2024, year_to=2024, founded_from=2016, founded_to=2016)
    assert one.describe(words).startswith({"zh": "2024年", "en": "2024"}[lang])
    assert "–" not in one.describe(words)
    assert one.describe(words, plain=True) == "2024_2016"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_many_companies_are_counted(lang):
    words = read_words(lang)
    chosen = Filters(companies=CHOICES.values["companies"])
    assert words("filter.more", count=2) in chosen.describe(words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_event_is_named_by_what_happened_and_a_series_in_words(lang):
    words = replace(read_words(lang), happenings={"ev-a": "2024-05-07 A & B"})
    assert Filters(event="ev-a").describe_one(words, "event", plain=True) == "2024-05-07 A & B"
    assert Filters(event="ev-b").describe_one(words, "event", plain=True) == "ev-b"
    said = Filters(series="revenue").describe(words, ["series"])
    assert words.code("series", "revenue") in said
    kinds = Filters(kinds=("fund", "policy")).describe(words, ["kinds"])
    assert words.code("event_kind", "fund") in kinds


def test_an_event_that_the_data_does_not_have_is_named():
    read, ignored = from_url({"event": ["ev-c"], "series": ["weather"]}, CHOICES)
    assert read == Filters()
    assert [(i.name, i.value) for i in ignored] == [("event", "ev-c"), ("series", "weather")]
