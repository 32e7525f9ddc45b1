"""What a card's menu gives, and what of it works by itself."""

from __future__ import annotations

import json
from dataclasses import replace
from struct import unpack

import pytest

from chipcensus.census import Census
from chipcensus.exhibits import exhibit
from chipcensus.export.html import to_html
from chipcensus.filters import Filters

BY_YEAR = "registrations/by_year"
EVIL = "</script><script>document.title='ran'</script><img src=x onerror=document.title='ran'>"


@pytest.fixture(scope="module")
def census(shipped):
    return Census(shipped)


def test_offline_it_draws_asks_for_nothing_and_runs_nothing_of_the_data(census, browser, tmp_path):
    whole = exhibit(census, census.figure(BY_YEAR, Filters()), census.words("zh"))
    row = whole.result.rows[0] | {"provider": EVIL}
    source = replace(whole.result.citations[whole.result.source_ids[0]], url="javascript:1")
    evil = replace(
        whole,
        heading=replace(whole.heading, title=EVIL, notes=[EVIL]),
        result=replace(
            whole.result,
            rows=[row, *whole.result.rows[1:]],
            citations={**whole.result.citations, source.source_id: source},
        ),
        figure={**whole.figure, "layout": {**whole.figure["layout"], "meta": EVIL}},
    )
    file = tmp_path / "figure.html"
    file.write_bytes(to_html([evil]))
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_selector(".main-svg .bars .point")
    assert asked == [file.as_uri()]
    assert said == []
    assert page.title() == EVIL
    assert page.locator("a[href^=javascript]").count() == 0
    page.locator(".plot").hover()
    buttons = page.locator(".modebar-btn").evaluate_all("all => all.map(b => b.dataset.title)")
    assert buttons == [whole.words(f"card.modebar_{n}") for n in ("zoom", "pan", "reset")]
    context.close()


@pytest.fixture
def words(census):
    return census.words("zh")


def test_pictures_are_saved_at_three_sizes_with_their_words_or_without(reader, words):
    here = reader().go("/registrations")
    widths, svg = {}, {}
    for scale in (1, 2, 4):
        png = here.download(BY_YEAR, words(f"card.png_{scale}")).path().read_bytes()
        widths[scale] = unpack(">I", png[16:20])[0]
    assert widths == {1: 1200, 2: 2400, 4: 4800}
    svg[True] = here.download(BY_YEAR, words("card.svg")).path().read_text("utf-8")
    here.card(BY_YEAR).locator(".fc-export").click()
    tick = here.card(BY_YEAR).get_by_role("menuitemcheckbox", name=words("card.with_words"))
    assert tick.get_attribute("aria-checked") == "true"
    tick.click()
    assert tick.get_attribute("aria-checked") == "false"
    with here.page.expect_download() as waiting:
        here.card(BY_YEAR).get_by_role("menuitem", name=words("card.svg")).click()
    svg[False] = waiting.value.path().read_text("utf-8")
    title = here.card(BY_YEAR).locator("h2").inner_text()
    sources = here.card(BY_YEAR).locator("footer > p").last.inner_text()
    for text in (title, sources):
        assert (text in svg[True], text in svg[False]) == (True, False)
    assert 'class="main-svg' in svg[False]


def test_every_other_kind_of_file_is_saved_by_its_name(reader, census, words):
    here = reader().go("/registrations")
    name = census.figure(BY_YEAR, Filters()).file_name(words)
    begins = {"pdf": b"%PDF", "pptx": b"PK", "html": b"<!doctype", "parquet": b"PAR1", "json": b"{"}
    for ending, start in begins.items():
        saved = here.download(BY_YEAR, words(f"card.{ending}"))
        assert saved.suggested_filename == f"{name}.{ending}"
        assert saved.path().read_bytes().startswith(start)


def test_the_picture_of_the_server_is_that_of_the_browser(reader, census, words):
    here = reader().go("/registrations")
    ours = here.download(BY_YEAR, words("card.svg")).path().read_text("utf-8")
    reply = here.page.request.get(f"{here.server}/api/v1/figure/{BY_YEAR}.svg?lang=zh")
    theirs = reply.text()
    drawn = here.card(BY_YEAR).locator(".fc-plot .bartext").all_text_contents()
    labels = [text for text in drawn if "→" not in text]  # those stand in one line
    assert labels
    for text in labels:
        assert text in ours
        assert text in theirs
    shown = exhibit(census, census.figure(BY_YEAR, Filters()), words)
    for text in (shown.heading.title, shown.heading.filters, shown.sources):
        assert text in ours
        assert text in theirs
    assert ours.count('class="point"') == theirs.count('class="point"')


def test_where_the_server_cannot_draw_it_says_what_helps(reader, words):
    here = reader().go("/registrations")
    problem = {"type": f"{here.server}/api/v1/problems#no-browser", "status": 503}
    here.page.route("**/figure/**", lambda r: r.fulfill(status=503, body=json.dumps(problem)))
    here.export(BY_YEAR, words("card.pdf")).click()
    said = here.card(BY_YEAR).locator("dialog [role=alert]")
    said.wait_for()
    assert said.inner_text() == words("card.refused_no_browser")
    here.complaints.clear()  # the browser's own word on the 503
