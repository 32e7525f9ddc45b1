"""A reader asks in SQL: writes, runs, stops, turns pages, draws, takes away, and sends a link."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from chipcensus.i18n import LANGUAGES, read_words

PAGE = ".explore-page"
ANSWER = f"{PAGE} .ex-answer"
STATUS = f"{PAGE} .ex-status"
BOMB = "SELECT count(*) FROM range(100000000) a, range(100000) b"
YEARS = "SELECT year, companies, provider, source_ids FROM year_counts WHERE scope = 'chip'"
ACE = "window.ace.edit(document.querySelector('.ex-ace'))"


@pytest.fixture
def exploring(reader):
    """A reader on the page Explore, with a statement in the editor."""

    def done(sql: str, lang: str = "en", **look):
        here = reader(**look)
        here.go("/explore", lang=lang)
        put(here, sql)
        return here, words_of(lang)

    return done


def words_of(lang):
    words = read_words(lang)
    return lambda key, **values: words(f"explore.{key}", **values)


def put(here, sql):
    here.page.evaluate(f"(sql) => {ACE}.setValue(sql, 1)", sql)


def text(here):
    return here.page.evaluate(f"{ACE}.getValue()")


def run(here, words):
    here.page.locator(PAGE).get_by_role("button", name=words("run"), exact=True).click()
    here.page.locator(f"{STATUS}[data-state]").wait_for()
    here.page.locator(f"{PAGE}[aria-busy=false]").wait_for()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_statement_is_run_shown_page_by_page_drawn_and_taken_away(exploring, lang):
    here, words = exploring("SELECT n, n * 2 AS twice FROM range(120) t(n)", lang)
    here.page.locator(".ex-ace .ace_content").click()
    here.page.keyboard.press("Control+Enter")
    answer = here.page.locator(ANSWER)
    expect(answer.locator("tbody tr")).to_have_count(50)
    answer.get_by_role("button", name=words("after")).click()
    expect(answer.locator("tbody td").first).to_have_text("50")
    expect(answer.locator("nav")).to_contain_text("120")
    answer.get_by_label(words("kind"), exact=True).select_option("bar")
    answer.locator(".main-svg").first.wait_for()
    card = answer.locator(".figure-card")
    expect(card.locator("h2")).to_have_text(words("chart_title", x="n", y="twice"))
    assert card.locator(".fc-tick").is_hidden()
    with here.page.expect_download() as waiting:
        answer.get_by_role("button", name=words("download")).click()
    content = waiting.value.path().read_text("utf-8-sig").splitlines()
    assert (len(content), content[1]) == (121, "0,0")
    with here.page.expect_download() as waiting:
        card.locator(".fc-export").click()
        card.get_by_role("menuitem", name=read_words(lang)("card.svg")).click()
    assert "twice" in waiting.value.path().read_text("utf-8")
    assert here.complaints == []
    assert all(url.startswith((here.server, "data:", "blob:")) for url in here.requests)


def test_a_statement_that_takes_too_long_is_stopped_by_its_reader(exploring):
    here, words = exploring(BOMB)
    here.page.locator(PAGE).get_by_role("button", name=words("run"), exact=True).click()
    here.page.get_by_role("button", name=words("cancel"), exact=True).click()
    expect(here.page.locator(STATUS)).to_have_text(words("cancelled"))
    put(here, "SELECT 1 AS one")
    run(here, words)
    expect(here.page.locator(f"{ANSWER} tbody td")).to_have_text("1")


def test_what_is_wrong_is_said_with_its_place(exploring):
    here, words = exploring("SELECT 1\nFROM WHERE")
    run(here, words)
    expect(here.page.locator(STATUS)).to_contain_text(words("failed_at", line=2, column=6))
    expect(here.page.locator(".ace_gutter-cell.ace_error")).to_have_count(1)


def test_names_are_completed_from_the_tables_that_are_asked(exploring):
    here, _ = exploring("SELECT y. FROM year_counts y")
    here.page.evaluate(f"{ACE}.focus(); {ACE}.gotoLine(1, 9)")
    here.page.keyboard.type("provi")
    here.page.locator(".ace_autocomplete .ace_selected").wait_for()
    here.page.keyboard.press("Enter")
    assert text(here) == "SELECT y.provider FROM year_counts y"


def test_a_table_a_question_and_what_was_run_lead_into_the_editor(exploring):
    here, words = exploring("SELECT 1 AS one")
    run(here, words)
    panel = here.page.locator(".ex-panel")
    panel.get_by_text("registrations", exact=True).click()
    panel.get_by_role("button", name=words("first_rows")).first.click()
    assert text(here) == "SELECT *\nFROM registrations\nLIMIT 100"
    here.page.get_by_role("tab", name=words("examples")).click()
    here.page.get_by_label(words("find"), exact=True).fill("funding/rounds")
    panel.locator("li button").first.click()
    here.page.wait_for_function(f"{ACE}.getValue().includes('FROM deals')")
    here.page.get_by_role("tab", name=words("history")).click()
    panel.get_by_role("button", name="SELECT 1 AS one").click()
    assert text(here) == "SELECT 1 AS one"


def test_a_link_opens_the_same_statement_and_chart_elsewhere(exploring, reader):
    long = f"{YEARS} -- {'x' * 3000}"
    here, words = exploring(long)
    run(here, words)
    answer = here.page.locator(ANSWER)
    answer.get_by_role("button", name=words("draw"), exact=True).click()
    answer.locator(".main-svg").first.wait_for()
    answer.get_by_role("button", name=words("link"), exact=True).click()
    link = here.page.locator(f"{STATUS} a").get_attribute("href")
    other = reader()
    other.page.goto(f"{link}?lang=en")
    other.page.locator(f"{ANSWER} .main-svg").first.wait_for()
    assert text(other) == long


def test_a_short_statement_stands_in_the_address_and_outlives_a_reload(exploring):
    here, words = exploring("SELECT 7 AS seven")
    run(here, words)
    here.page.wait_for_url("**/explore?*sql=SELECT+7+AS+seven*")
    here.page.reload()
    expect(here.page.locator(f"{ANSWER} tbody td")).to_have_text("7")
    here.page.get_by_role("radio", name="中文").click()
    here.page.locator(f"{PAGE}[lang=zh][data-ready]").wait_for()
    assert text(here) == "SELECT 7 AS seven"


def test_the_statement_of_a_card_opens_as_it_was_asked(reader):
    here = reader().go("/deregistrations", lang="en", year_from=2020, year_to=2021)
    words = read_words("en")
    here.page.locator("html[data-explores]").wait_for(state="attached")
    here.export("deregistrations/by_year", words("card.sql")).click()
    here.page.get_by_role("link", name=words("card.explore")).click()
    answer = here.page.locator(ANSWER)
    answer.locator("tbody tr").first.wait_for()
    years = set(answer.locator("tbody tr td:first-child").all_inner_texts())
    assert years == {"2020", "2021"}
    assert "2020–2021" in text(here)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_has_nothing_to_say_of_an_answer(exploring, dark):
    here, words = exploring(YEARS, "zh", dark=dark, width=390)
    run(here, words)
    answer = here.page.locator(ANSWER)
    answer.get_by_role("button", name=words("draw"), exact=True).click()
    answer.locator(".main-svg").first.wait_for()
    here.page.locator(".ex-panel summary").first.click()
    here.page.evaluate(AXE_SCRIPT)
    found = here.page.evaluate(
        """() => axe.run({ include: [[".explore-page"]], exclude: [[".main-svg > *"]] })
            .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))"""
    )
    assert found == []
