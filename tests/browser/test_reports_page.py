"""A reader collects figures, orders them, adds words, and takes a report away."""

from __future__ import annotations

import io
import json

import pytest
from playwright.sync_api import expect
from pptx import Presentation

from chipcensus.i18n import LANGUAGES, read_words

BY_YEAR, BILL = "registrations/by_year", "financials/bill"
LIST = ".rp-list li"


@pytest.fixture
def reader(reader):
    """A reader who has collected nothing yet, and leaves nothing behind for the next."""
    let_in = []

    def fresh(**look):
        here = reader(**look)
        let_in.append(here)
        forget(here)
        return here

    yield fresh
    for here in let_in:
        forget(here)


def forget(here):
    here.page.goto(f"{here.server}/api/v1/problems")
    here.page.evaluate("Object.keys(localStorage).forEach((key) => localStorage.removeItem(key))")


def words_of(lang):
    words = read_words(lang)
    return lambda key: words(f"reports.{key}")


@pytest.fixture
def collected(reader):
    """A reader who ticked two figures on two pages and went to the report."""

    def done(lang="zh", **look):
        here, words = reader(**look), read_words(lang)
        for page, name in (("registrations", BY_YEAR), ("financials", BILL)):
            here.go(f"/{page}", lang=lang)
            here.card(name).get_by_role("button", name=words("card.tick"), exact=True).click()
        here.page.goto(f"{here.server}/report?lang={lang}")
        here.page.locator(LIST).nth(1).wait_for()
        return here, words_of(lang)

    return done


def exported(here, words, form):
    page = here.page
    page.get_by_label(words("format"), exact=True).select_option(form)
    with page.expect_download(timeout=90_000) as waiting:
        page.get_by_role("button", name=words("export"), exact=True).click()
    return waiting.value


def titles(here):
    return here.page.locator(f"{LIST} strong").all_inner_texts()


def test_figures_of_two_pages_become_slides_in_the_readers_order(collected):
    here, words = collected()
    page = here.page
    first, second = titles(here)
    page.get_by_label(words("title"), exact=True).fill("我的 <b>报告</b>")
    page.get_by_label(words("item_text")).first.fill("先看总数")
    page.get_by_role("button", name=f"{words('down')} {first}").click()
    assert titles(here) == [second, first]
    file = exported(here, words, "pptx")
    assert file.suggested_filename.endswith(".pptx")
    slides = Presentation(io.BytesIO(file.path().read_bytes())).slides
    said = [
        [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        for slide in slides
    ]
    assert len(said) == 3
    assert "我的 <b>报告</b>" in said[0]
    assert second in " ".join(said[1])
    assert "先看总数" in said[2]
    assert here.complaints == []


def test_a_pdf_is_made_of_the_browsers_own_drawings(collected):
    here, words = collected()
    sent = []
    here.page.on("request", lambda r: sent.append(r) if r.url.endswith("/report/jobs") else None)
    file = exported(here, words, "pdf")
    assert file.path().read_bytes().startswith(b"%PDF")
    (order,) = sent
    drawn = json.loads(order.post_data)["pictures"]
    assert [one["place"] for one in drawn] == [0, 1]
    assert all(one["svg"].startswith("<svg") and one["generation"] for one in drawn)
    assert here.page.locator(".rp-status").inner_text().startswith(words("done"))
    assert here.complaints == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_opens_the_same_report_elsewhere(collected, reader, lang):
    here, words = collected(lang)
    page = here.page
    page.get_by_label(words("text"), exact=True).fill("Look <here>")
    page.get_by_role("button", name=words("link"), exact=True).click()
    address = page.locator(".rp-status a").get_attribute("href")
    other = reader(width=1024)
    other.page.goto(f"{address}?lang={lang}")
    other.page.locator(LIST).nth(1).wait_for()
    assert other.page.get_by_label(words("text"), exact=True).input_value() == "Look <here>"
    expect(other.page.locator(f"{LIST} strong")).to_have_text(titles(here))
    other.page.get_by_role("button", name=words("take_over"), exact=True).click()
    other.page.goto(f"{other.server}/report?lang={lang}")
    other.page.locator(LIST).nth(1).wait_for()
    expect(other.page.locator(f"{LIST} strong")).to_have_text(titles(here))


def test_what_is_taken_out_is_unticked_everywhere(collected):
    here, words = collected()
    page = here.page
    page.get_by_role("button", name=f"{words('out')} {titles(here)[0]}").click()
    assert page.locator(LIST).count() == 1
    here.go("/registrations", lang="zh")
    card = read_words("zh")
    assert here.card(BY_YEAR).get_by_role("button", name=card("card.tick"), exact=True).count() == 1
    here.go("/financials", lang="zh")
    assert here.card(BILL).get_by_role("button", name=card("card.untick"), exact=True).count() == 1


def test_a_report_can_be_cancelled(collected):
    here, words = collected()
    page = here.page
    page.get_by_label(words("format"), exact=True).select_option("pdf")
    page.route("**/shown/**", lambda _: None)  # the drawing never comes
    page.locator(".report-page").get_by_label(words("language"), exact=True).select_option("en")
    page.get_by_role("button", name=words("export"), exact=True).click()
    page.get_by_role("button", name=words("cancel"), exact=True).click()
    page.get_by_text(words("cancelled"), exact=True).wait_for()
    assert page.get_by_role("button", name=words("export"), exact=True).is_enabled()


def test_a_ready_made_report_is_a_click_away(reader):
    here, words = reader(), words_of("zh")
    here.page.goto(f"{here.server}/company?id=cambricon&lang=zh")
    here.page.get_by_role("link", name=words("as_report")).click()
    here.page.locator(LIST).nth(4).wait_for()
    title = here.page.get_by_label(words("title"), exact=True).input_value()
    assert title == read_words("zh")("reports.company_title", company="寒武纪")
    assert here.complaints == []


def test_an_empty_page_says_how_figures_come_in(reader):
    here, words = reader(), words_of("zh")
    here.page.goto(f"{here.server}/report?lang=zh")
    here.page.get_by_text(words("empty")).wait_for()
    assert here.page.get_by_role("button", name=words("export"), exact=True).count() == 0


def test_a_link_to_no_report_says_so(reader):
    here = reader()
    here.page.goto(f"{here.server}/report?key=nosuchkey0&lang=en")
    here.page.get_by_text(read_words("en")("reports.unknown", asked="nosuchkey0")).wait_for()
