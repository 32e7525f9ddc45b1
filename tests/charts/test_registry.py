"""Figures of a loaded list: every mark a row, every card says whose companies these are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chipcensus.census import Census
from chipcensus.charts.deregistrations import compared, survival
from chipcensus.charts.registry import place_name
from chipcensus.figures import FIGURES, notes
from chipcensus.filters import ALL, Filters
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.units import scale

LISTED = [name for name, figure in FIGURES.items() if figure.of_registry]
ZH, EN = read_words("zh"), read_words("en")
CHOSEN = {
    "defaults": Filters(),
    "everything": Filters(scope=ALL),
    "a province": Filters(province="广东", breadth="wide"),
    "one year": Filters(year_from=2015, year_to=2015),
    "provinces": Filters(province="广东", against="province:上海"),
    "scopes": Filters(scope="chip", against="scope:ai_chip"),
    "the day": Filters(as_of=date(2025, 1, 2)),
}
# Published counts there are of years and of the whole country only.
BESIDE = {"registrations/beside_published", "deregistrations/left_beside_published"}


@pytest.fixture(scope="module")
def census(listed):
    return Census(listed)


@pytest.fixture
def shown(census):
    def draw(name, filters=CHOSEN["defaults"], words=ZH):
        answer = census.figure(name, filters)
        return answer, answer.figure.drawing(answer.result, words)

    return draw


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("chosen", CHOSEN)
@pytest.mark.parametrize("name", LISTED)
def test_a_figure_is_drawn_and_says_that_its_companies_are_made_up(shown, name, chosen, lang):
    words = read_words(lang)
    answer, drawing = shown(name, CHOSEN[chosen], words)
    if drawing.figure is None:
        assert name in BESIDE or (name, chosen) == ("deregistrations/compared", "one year")
        assert chosen in {"everything", "one year"}
        assert drawing.missing
        return
    assert drawing.finding.startswith(words("registry.synthetic", finding=""))
    told = notes(answer.result, drawing, words)
    assert words("note.synthetic") in told
    assert any("2025-01-02" in note for note in told)
    assert drawing.finding in drawing.alt
    hovers = [
        text
        for trace in drawing.figure["data"]
        for text in trace.get("hovertemplate", ())
        if text != "<extra></extra>"
    ]
    assert hovers
    assert all(f"<i>{words('word.source_line', sources='')}"[:4] in text for text in hovers)


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_the_rules_by_which_companies_were_sorted_are_named(census, words):
    answer = census.figure("registrations/by_month", Filters())
    for has_own, said in ((False, "shared"), (True, "own")):
        result = replace(answer.result, has_own_rules=has_own)
        told = " ".join(notes(result, answer.figure.drawing(result, words), words))
        assert words(f"note.registry_rules_{said}").strip() in told
        assert ("data/scopes.toml" in told) is not has_own


@pytest.mark.parametrize("name", LISTED)
def test_nothing_is_shown_before_the_day_of_the_list(shown, name):
    _, drawing = shown(name, Filters(as_of=date(2025, 1, 1)))
    assert drawing.is_empty
    assert "2025-01-01" in drawing.missing


@pytest.mark.parametrize("name", LISTED)
def test_without_a_list_a_sentence_says_so(ask, name):
    figure = FIGURES[name]
    answer = ask(name, figure.defaults)
    assert answer.rows == []
    assert figure.draw(answer, ZH).missing.startswith(ZH(f"missing.{figure.key}", asked="|")[:8])


@pytest.mark.parametrize(
    ("name", "column"),
    [("registrations/by_month", "month"), ("deregistrations/left_by_month", "month")],
)
def test_months_are_bars_that_add_up_to_their_companies(shown, name, column):
    answer, drawing = shown(name)
    size = scale(answer.result.column("companies"), "companies", "zh")
    tops = [sum(values) for values in zip(*(t["y"] for t in drawing.figure["data"]), strict=True)]
    assert tops == pytest.approx([size(v) for v in answer.result.column("companies")])
    first = drawing.figure["data"][0]["x"][0]
    assert first.startswith(answer.result.rows[0][column].isoformat()[:7])


@pytest.mark.parametrize("name", ["registrations/by_cohort", "registrations/by_capital"])
def test_what_became_of_companies_adds_up(shown, name):
    answer, drawing = shown(name)
    for row in answer.result.rows:
        assert row["still_there"] + row["gone"] + row["unclear"] == row["companies"]
    parts = [t for t in drawing.figure["data"] if t["type"] == "bar"]
    assert [t["name"] for t in parts] == [ZH("registry.still_there"), ZH("registry.gone")]


def test_companies_without_a_day_are_told(shown):
    for name, key in (
        ("registrations/by_month", "entered"),
        ("deregistrations/left_by_month", "left"),
    ):
        _, drawing = shown(name)
        assert ZH(f"note.undated_{key}", value="1家") in drawing.notes


def test_places_are_provinces_or_the_cities_of_one(shown):
    _, provinces = shown("registrations/by_province")
    assert set(provinces.figure["data"][0]["y"]) == {"广东", "上海", "江苏"}
    _, cities = shown("registrations/by_province", Filters(province="江苏"))
    assert cities.figure["data"][0]["y"] == ["苏州"]
    assert place_name("苏州", EN) == "Suzhou"
    assert place_name("合肥", EN) == "Hefei"


def test_the_list_stands_beside_published_counts_of_the_same_years(shown):
    answer, drawing = shown("registrations/beside_published")
    listed, *providers = drawing.figure["data"]
    assert [t["name"] for t in providers] == ["企查查", "天眼查"]
    published = {r["year"] for r in answer.result.rows if r["counted_by"] != "registry"}
    assert min(published) <= min(listed["x"])
    assert max(listed["x"]) <= max(published)
    assert ZH("note.beside") in drawing.notes
    drawn = {x: y for trace in providers for x, y in zip(trace["x"], trace["y"], strict=True)}
    assert set(drawn) == published


def test_a_curve_begins_with_everybody_and_only_falls(shown):
    answer, drawing = shown("deregistrations/survival")
    lines = [t for t in drawing.figure["data"] if t.get("line", {}).get("shape") == "hv"]
    bands = [t for t in drawing.figure["data"] if t.get("fill") == "toself"]
    assert len(lines) == len(bands) > 1
    for line in lines:
        assert (line["x"][0], line["y"][0]) == (0, 100)
        assert line["y"] == sorted(line["y"], reverse=True)
    row = answer.result.rows[0]
    assert lines[0]["y"][1] == pytest.approx(100 * row["survival"])
    named = {note["text"] for note in drawing.figure["layout"]["annotations"]}
    assert named == {line["name"] for line in lines}
    assert any("1家" in note for note in drawing.notes)  # gone without a day


def test_two_groups_are_told_apart_and_tested(shown):
    answer, drawing = shown("deregistrations/compared", CHOSEN["provinces"])
    lines = [t["name"] for t in drawing.figure["data"] if t.get("name")]
    assert lines == ["广东", "上海"]
    assert answer.result.rows[0]["p_value"] is not None
    assert "log-rank" in drawing.finding
    assert ZH("note.overlapping") not in drawing.notes
    _, scopes = shown("deregistrations/compared", CHOSEN["scopes"])
    assert ZH("note.overlapping") in scopes.notes
    assert compared.draw(answer.result, EN).figure["data"][-1]["name"] == "Shanghai"


def test_too_few_companies_have_no_curve_but_a_sentence(census):
    answer = census.figure("deregistrations/survival", Filters())
    few = [row | {"survival": None} for row in answer.result.rows]
    assert survival.draw(replace(answer.result, rows=few), ZH).missing
    first = answer.result.rows[0]["cohort_from"]
    one = [row for row in answer.result.rows if row["cohort_from"] == first]
    some = [row for row in few if row["cohort_from"] != first][:1]
    drawing = survival.draw(replace(answer.result, rows=[*one, *some]), ZH)
    small = str(some[0]["cohort_from"])
    assert any(small in note and "30" in note for note in drawing.notes)


def test_a_median_is_a_mark_with_its_interval_or_an_open_one(shown):
    answer, drawing = shown("deregistrations/median_life")
    marks = [x for trace in drawing.figure["data"] for x in trace["x"]]
    known = [r["cohort"] for r in answer.result.rows if r["survival"] is not None]
    assert sorted(marks) == known
    for row in answer.result.rows:
        if row["median_months"] is not None:
            assert row["median_low"] <= row["median_months"]
            assert row["survival"] <= 0.5 + 1e-9


def test_a_hazard_is_a_bar_a_year_of_age(shown):
    answer, drawing = shown("deregistrations/hazard")
    rows = [r for r in answer.result.rows if r["hazard"] is not None]
    (bars,) = drawing.figure["data"]
    assert bars["x"] == [r["age_years"] for r in rows]
    for row in rows:
        assert row["hazard_low"] <= row["hazard"] <= row["hazard_high"]
        assert row["hazard"] == pytest.approx(row["gone"] / row["company_years"])


def test_every_answer_has_the_columns_it_declares(census):
    for name in LISTED:
        result = census.figure(name, Filters()).result
        declared = [field.name for field in result.question.columns]
        assert all(list(row) == declared for row in result.rows), name
        assert result.source_ids
