"""What just happened: a list, in the reader's language, with companies and sources."""

from __future__ import annotations

from datetime import date

import pytest
from charts.made import result

from chipcensus.charts import events
from chipcensus.export.table import table
from chipcensus.i18n import LANGUAGES, read_words

DAYS = {"day": "2024-02-03", "month": "2024-02", "year": "2024"}


def happening(**values):
    told = {"title_zh": "甲上市", "title_en": "A lists", "event_kind": "listing"}
    known = {"happened_on": date(2024, 2, 3), "date_precision": "day", "company_ids": []}
    return told | known | {"source_id": "s1", "source_ids": ["s1"], "row_ids": ["ev-a"]} | values


def cells(row, lang="en"):
    """The only line's cells: day, kind, happening, sources."""
    (line,) = events.newest.draw(result([row]), read_words(lang)).listing["rows"]
    return line["cells"]


@pytest.mark.parametrize("precision", DAYS)
def test_a_day_is_told_as_exactly_as_it_is_known(precision):
    assert cells(happening(date_precision=precision))[0]["text"] == DAYS[precision]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_line_has_its_kind_title_companies_and_source(lang):
    row = happening(company_ids=["a", "b c"])
    _, kind, happened, told = cells(row, lang)
    assert kind["text"] == read_words(lang).code("event_kind", "listing")
    assert happened["text"] == row[f"title_{lang}"]
    assert happened["companies"] == [{"id": "a", "text": "a"}, {"id": "b c", "text": "b c"}]
    assert [(link["text"], link["url"]) for link in told["links"]] == [
        ("A & B Press", "https://example.org/1")
    ]


def test_the_finding_tells_the_newest_and_the_list_keeps_the_order():
    rows = [happening(), happening(title_en="B closes", happened_on=date(2024, 1, 1))]
    drawing = events.newest.draw(result(rows), read_words("en"))
    assert drawing.figure is None
    assert not drawing.is_empty
    assert "A lists" in drawing.finding
    assert drawing.finding in drawing.alt
    titles = [line["cells"][2]["text"] for line in drawing.listing["rows"]]
    assert titles == ["A lists", "B closes"]


def test_no_happening_says_what_to_do():
    words = read_words("en")
    drawing = events.newest.draw(result([]), words)
    assert drawing.is_empty
    assert drawing.missing == words("missing.events.newest")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_names_companies_and_kinds_and_shows_one_title(ask, lang):
    words = read_words(lang)
    answer = ask("events/newest", {"companies": ["metax"], "events": ["listing"]})
    shown = table(answer, words)
    hidden = "zh" if lang == "en" else "en"
    assert words(f"column.title_{hidden}") not in shown.labels
    assert answer.rows[0][f"title_{lang}"] in shown.rows[0]
    assert words.code("event_kind", "listing") in shown.rows[0]
    assert not any("[" in cell for row in shown.rows for cell in row)
