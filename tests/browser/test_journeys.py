"""What an analyst does: filter, look closer, take away, pass on."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from struct import unpack
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest

from chipcensus.census import Census
from chipcensus.filters import Filters

BY_YEAR = "registrations/by_year"
PNG_WIDTH = 2400


@pytest.fixture(scope="module")
def census(shipped):
    return Census(shipped)


@pytest.fixture(scope="module")
def words(census):
    return census.words("zh")


def test_a_filter_changes_the_chart_and_what_is_taken_away(reader, census, words):
    here = reader().go("/registrations")
    before = here.bars(BY_YEAR)
    _choose(here, words("filter.scope"), words.code("scope", "ai_chip"))
    here.wait_for_change(BY_YEAR, before)
    assert parse_qs(urlsplit(here.page.url).query)["scope"] == ["ai_chip"]

    answer = census.figure(BY_YEAR, Filters(scope="ai_chip"))
    name, result = answer.file_name(words), answer.result
    endings = ("csv", "xlsx", "png", "svg")
    item = {"png": "png_2"}
    saved = {e: here.download(BY_YEAR, words(f"card.{item.get(e, e)}")) for e in endings}
    assert [saved[end].suggested_filename for end in endings] == [f"{name}.{e}" for e in endings]
    content = {end: Path(d.path()).read_bytes() for end, d in saved.items()}

    rows = list(csv.DictReader(io.StringIO(content["csv"].decode("utf-8-sig"), newline="")))
    assert [(int(r["year"]), float(r["companies"])) for r in rows] == [
        (r["year"], r["companies"]) for r in result.rows
    ]
    book = openpyxl.load_workbook(io.BytesIO(content["xlsx"]))
    assert book[words("export.data")].max_row == len(result.rows) + 1
    width, height = unpack(">II", content["png"][16:24])
    assert width == PNG_WIDTH
    assert height > PNG_WIDTH / 2
    drawn = content["svg"].decode()
    assert here.card(BY_YEAR).locator("h2").inner_text() in drawn
    assert words.code("scope", "ai_chip") in drawn
    assert result.generation in drawn


def test_a_copied_link_shows_a_colleague_the_same(reader, words):
    here = reader().go("/financials", metric="net_profit", companies=["cambricon", "biren"])
    here.page.get_by_role("button", name=words("filter.link"), exact=True).click()
    here.page.get_by_text(words("filter.link_copied")).wait_for()
    link = here.page.evaluate("navigator.clipboard.readText()")
    assert "generation=" in link
    there = reader().go(link.removeprefix(here.server))
    for name in ("financials/by_period", "financials/cumulative"):
        assert there.bars(name) == here.bars(name)
    assert there.page.locator("[data-testid=stAlert]").count() == 0


def test_chips_take_a_filter_off_by_keyboard_and_by_mouse(reader, words):
    here = reader().go("/registrations", scope="ai_chip", year_from=2020)
    ai_chips, chips = here.bars(BY_YEAR), here.page.locator(".cc-chips button")
    whole = [words("filter.clear"), words("filter.link")]
    years, _, *others = chips.all_inner_texts()
    assert others == whole
    assert "2020" in years
    chips.nth(1).press("Enter")
    here.wait_for_change(BY_YEAR, ai_chips)
    assert chips.all_inner_texts() == [years, *whole]
    assert here.page.evaluate("document.activeElement.textContent") == words("filter.clear")
    assert parse_qs(urlsplit(here.page.url).query) == {"year_from": ["2020"], "lang": ["zh"]}
    late = here.bars(BY_YEAR)
    chips.first.click()
    here.wait_for_change(BY_YEAR, late)
    assert chips.all_inner_texts() == whole[1:]


def test_back_leads_to_the_page_before_with_its_filters(reader, words):
    here = reader().go("/registrations", scope="ai_chip")
    before = here.bars(BY_YEAR)
    here.page.get_by_role("link", name=words("page.funding.title")).first.click()
    here.card("funding/rounds").wait_for()
    here.settled()
    here.page.go_back()
    here.card(BY_YEAR).wait_for()
    here.settled()
    assert here.bars(BY_YEAR) == before
    assert parse_qs(urlsplit(here.page.url).query)["scope"] == ["ai_chip"]


def test_two_tabs_do_not_mix(reader, words):
    one, two = reader().go("/registrations"), reader().go("/registrations", year_from=2020)
    first = one.bars(BY_YEAR)
    second = two.bars(BY_YEAR)
    _choose(one, words("filter.scope"), words.code("scope", "ai_chip"))
    one.wait_for_change(BY_YEAR, first)
    assert two.settled().bars(BY_YEAR) == second
    assert one.bars(BY_YEAR) != second


def test_table_sources_and_sql_are_fetched_when_asked(reader, census, words):
    here = reader().go("/registrations")
    result = census.figure(BY_YEAR, Filters()).result
    assert not [url for url in here.requests if "/api/v1/card/" in url]

    here.card(BY_YEAR).get_by_role("button", name=words("card.table")).click()
    rows = here.card(BY_YEAR).locator("tbody tr")
    rows.first.wait_for()
    assert rows.count() == len(result.rows)

    here.export(BY_YEAR, words("card.sources")).click()
    listed = here.card(BY_YEAR).locator("dialog .fc-sources > li")
    listed.first.wait_for()
    assert listed.count() == len(result.source_ids)
    urls = listed.locator("a").evaluate_all("(links) => links.map((link) => link.href)")
    assert len(urls) == len(result.source_ids)
    assert all(url.startswith("http") for url in urls)
    here.page.keyboard.press("Escape")

    here.export(BY_YEAR, words("card.sql")).click()
    code = here.card(BY_YEAR).locator("dialog pre")
    code.wait_for()
    assert code.inner_text().strip() == result.sql.strip()
    assert "$scope" in here.card(BY_YEAR).locator("dialog dl").inner_text()
    assert len([url for url in here.requests if "/api/v1/card/" in url]) == 1


def test_the_export_menu_is_used_by_keyboard(reader, words):
    here = reader().go("/deregistrations")
    focused = "document.activeElement"
    for _ in range(60):
        here.page.keyboard.press("Tab")
        if here.page.evaluate(f"{focused}.classList.contains('fc-export')"):
            break
    assert here.page.evaluate(f"{focused}.textContent") == words("card.export")
    here.page.keyboard.press("Enter")
    assert here.page.evaluate(f"{focused}.role").startswith("menuitem")
    here.page.keyboard.press("End")
    assert here.page.evaluate(f"{focused}.textContent") == words("card.report")
    here.page.keyboard.press("ArrowUp")
    assert here.page.evaluate(f"{focused}.textContent") == words("card.sql")
    here.page.keyboard.press("Enter")
    here.page.locator("dialog[open] pre").wait_for()
    here.page.keyboard.press("Escape")
    here.page.locator("dialog[open]").wait_for(state="detached")
    assert here.page.evaluate(f"{focused}.classList.contains('fc-export')")


def test_nothing_fits_is_said_in_place_of_the_chart(reader, words):
    here = reader().go("/registrations", as_of="1999-12-31")
    message = here.card(BY_YEAR).locator(".fc-message").inner_text()
    assert "1999-12-31" in message
    assert not here.card(BY_YEAR).locator(".fc-switch").is_visible()
    offered = here.export(BY_YEAR, words("card.csv"))
    assert offered.is_visible()
    assert here.card(BY_YEAR).get_by_role("menuitem", name=words("card.png")).count() == 0


def _choose(here, label, option):
    """Choose in one of the filter bar's lists."""
    here.page.get_by_role("combobox", name=label).click()
    here.page.get_by_role("option", name=option, exact=True).click()
