"""Long lists on the page Data, and the text with which a reader reports an error."""

from __future__ import annotations

import pytest

from chipcensus.i18n import read_words

SOURCES, WORDS, CHANGES = "meta/directory", "meta/dictionary", "meta/changes"
EN = read_words("en")
ROWS = "/api/v1/rows/"


@pytest.fixture
def here(reader):
    return reader().go("/data", lang="en")


def _count(here, name):
    return here.card(name).locator("tbody tr").count()


def _until(here, name, count):
    here.page.wait_for_function(
        """([name, count]) => document.querySelectorAll(
            `[data-figure="${name}"] tbody tr`).length === count""",
        arg=[name, count],
    )


def _fetched(here, name):
    return [url for url in here.requests if f"{ROWS}{name}.json" in url]


def test_rows_are_fetched_when_the_reader_comes_near_and_once(here):
    assert _fetched(here, SOURCES) == []
    first = _count(here, SOURCES)
    with here.page.expect_response(f"**{ROWS}{SOURCES}.json*"):
        here.card(SOURCES).scroll_into_view_if_needed()
    more = here.card(SOURCES).get_by_role("button", name=EN("card.more_rows", count=50))
    more.click()
    _until(here, SOURCES, first + 50)
    focused = here.page.evaluate("document.activeElement.rowIndex")
    assert focused == first + 1
    assert len(_fetched(here, SOURCES)) == 1


def test_a_list_is_found_in_by_words_and_by_group(here, rows_of):
    card = here.card(WORDS)
    card.get_by_role("combobox").select_option("registrations")
    ((columns,),) = rows_of(
        "SELECT count(*) FROM duckdb_columns() WHERE table_name = 'registrations'"
    )
    _until(here, WORDS, columns)
    card.get_by_role("searchbox").fill("year before")
    _until(here, WORDS, 1)
    assert card.locator("tbody th").inner_text().startswith("yoy_reported")
    card.get_by_role("searchbox").fill("no such words")
    _until(here, WORDS, 0)
    card.get_by_text(EN("card.none_found")).wait_for()


def test_a_list_is_sorted_as_a_whole(here, rows_of):
    card = here.card(SOURCES)
    card.get_by_role("button", name=EN("column.rows"), exact=False).first.click()
    (most,) = rows_of(
        "SELECT publisher FROM sources JOIN ("
        "SELECT source_id, count(*) AS n FROM financials GROUP BY source_id) USING (source_id) "
        "ORDER BY n DESC LIMIT 1"
    )
    here.page.wait_for_function(
        """([name, text]) => document.querySelector(
            `[data-figure="${name}"] tbody tr`).textContent.includes(text)""",
        arg=[SOURCES, most[0]],
    )


def test_a_figure_that_rests_on_a_source_is_one_click_away(here):
    card = here.card(SOURCES)
    card.scroll_into_view_if_needed()
    link = card.locator("tbody .fc-lines a").first
    path = link.get_attribute("href").split("?")[0]
    link.click()
    here.page.wait_for_url(f"**{path}**")
    here.settled()
    assert here.complaints == []


def test_on_a_telephone_no_cell_has_to_be_scrolled_to(reader):
    here = reader(width=390).go("/data", lang="zh")
    wide = here.page.evaluate(
        """() => [...document.querySelectorAll(".fc-stacks")].filter(
            (list) => list.scrollWidth > list.clientWidth).length"""
    )
    assert wide == 0


def test_an_error_is_reported_by_copying_a_text_and_nothing_is_sent(here):
    here.export(CHANGES, EN("card.report")).click()
    before = len(here.requests)
    text = here.card(CHANGES).get_by_role("textbox").input_value()
    assert f"{here.server}/data?lang=en&generation=" in text
    assert text.startswith("Figure: ")
    assert "{" not in text
    here.card(CHANGES).get_by_role("button", name=EN("card.close")).click()
    assert len(here.requests) == before
