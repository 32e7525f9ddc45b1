"""Definitions: one line each on a logarithmic axis, core industry and keyword counts apart."""

from __future__ import annotations

from dataclasses import replace

from charts.made import result, year

from chipcensus.charts.registrations import definitions
from chipcensus.figures import FIGURES
from chipcensus.i18n import read_words

ZH, EN = read_words("zh"), read_words("en")
CORE, KEYWORD = "artificial_intelligence_core", "artificial_intelligence_keyword"


def a_year(number, companies, definition="chip", **values):
    scope = "artificial_intelligence" if definition in {CORE, KEYWORD} else definition
    known = {"scope": scope, "definition": definition, "provider": "企查查"}
    spans = {"companies": companies, "range_low": companies, "range_high": companies}
    return year(number, **(known | spans | values))


def shipped(ask, **params):
    figure = FIGURES["registrations/definitions"]
    return ask(figure.name, {**figure.defaults, **params})


def test_every_row_is_a_mark_on_its_year(ask):
    answer = shipped(ask)
    drawn = {
        tuple(ids): x
        for trace in definitions.draw(answer, ZH).figure["data"]
        for ids, x in zip(trace["customdata"], trace["x"], strict=True)
        if ids
    }
    assert drawn == {tuple(row["row_ids"]): row["year"] for row in answer.rows}
    assert definitions.draw(answer, ZH).time == "year"


def test_core_and_keyword_counts_are_two_series_and_it_is_said():
    rows = [a_year(2020, 2785, CORE, row_ids=["c"]), a_year(2020, 169_000, KEYWORD, row_ids=["k"])]
    drawing = definitions.draw(result(rows), EN)
    core, keyword = drawing.figure["data"]
    assert (core["customdata"], keyword["customdata"]) == ([["c"]], [["k"]])
    assert core["marker"]["symbol"] != keyword["marker"]["symbol"]
    assert EN("note.breadth") in drawing.notes
    assert drawing.figure["layout"]["yaxis"]["type"] == "log"


def test_a_missing_year_is_a_gap_and_a_part_of_a_year_is_joined_to_nothing():
    rows = [a_year(2018, 10), a_year(2019, 20), a_year(2021, 40), a_year(2022, 30, is_partial=True)]
    whole, part = definitions.draw(result(rows), ZH).figure["data"]
    assert whole["x"] == [2018, 2019, None, 2021]
    assert "lines" in whole["mode"]
    assert part["x"] == [2022]
    assert "lines" not in part["mode"]
    assert part["marker"]["symbol"] == "circle-open"


def test_rows_that_name_nobody_are_not_joined_with_the_provider_they_complete():
    rows = [a_year(2020, 10), a_year(2021, 20, provider=None)]
    drawing = definitions.draw(result(rows), ZH)
    named, unnamed = drawing.figure["data"]
    assert (named["x"], unnamed["x"]) == ([2020], [2021])
    assert "lines" not in unnamed["mode"]
    assert ZH("note.unnamed_apart") in drawing.notes


def test_the_hover_says_what_a_definition_covers(ask):
    for trace in definitions.draw(shipped(ask), ZH).figure["data"]:
        texts = [text for text in trace["hovertemplate"] if text]
        assert all("未公布" in text for text in texts)


def test_the_finding_sets_definitions_of_one_year_and_provider_side_by_side():
    rows = [
        a_year(2022, 30_000),
        a_year(2023, 19_307, "ai_chip"),
        a_year(2023, 467_000, KEYWORD),
        a_year(2024, 99, "semiconductor", provider="天眼查"),
    ]
    finding = definitions.draw(result(rows), EN).finding
    assert "2023" in finding
    assert finding.index("19,307") < finding.index("467,000")
    assert "99" not in finding
    alone = definitions.draw(result(rows[:1]), EN).finding
    assert "30,000" in alone


def test_every_provider_at_once_names_the_provider(ask):
    drawing = definitions.draw(shipped(ask, provider=None), ZH)
    names = {trace["name"] for trace in drawing.figure["data"]}
    assert any("天眼查" in name for name in names)
    assert drawing.figure["layout"]["showlegend"]


def test_no_row_says_what_would_show_something(ask):
    drawing = definitions.draw(replace(shipped(ask), rows=[]), ZH)
    assert drawing.figure is None
    assert "天眼查" in drawing.missing
