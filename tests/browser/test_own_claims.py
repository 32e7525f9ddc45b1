"""A reader's own claims in a browser: a good file, then a bad one, and nothing is lost."""

from __future__ import annotations

import re

from chipcensus.i18n import read_words

GONE = "deregistrations/by_year,scope=chip;provider=企查查;year=2023,companies"
HEAD = "claim,value,unit,question,parameters,column\n"
GOOD = f"{HEAD}gone,10900,companies,{GONE}\n".encode()
BAD = f"{HEAD}a,abc,家,{GONE}\nb,1,parsec,{GONE}\n".encode("gb18030")
LIST = ".figure-card[data-figure=own_claims] tbody tr"


def upload(here, name, content):
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    here.page.set_input_files("input[type=file]", files=[file])


def test_a_good_file_is_judged_and_a_bad_one_takes_nothing_away(reader):
    here = reader().go("/claims", lang="en")
    upload(here, "good.csv", GOOD)
    here.page.wait_for_selector(LIST)
    assert "Only part of the period" in here.page.locator(LIST).inner_text()
    with here.page.expect_download() as saved:
        here.page.get_by_role("button", name="CSV", exact=True).click()
    assert "partial" in saved.value.path().read_text("utf-8-sig")
    upload(here, "bad.csv", BAD)
    problems = here.page.locator("[data-testid=stTable] tbody tr")
    problems.nth(1).wait_for()
    assert problems.count() == 2
    assert "parsec" in problems.nth(1).inner_text()
    assert here.page.locator(LIST).count() == 1
    assert here.complaints == []


def test_the_evidence_of_a_claim_opens_from_its_row(reader):
    here = reader().go("/claims", lang="en")
    here.card("claims/verdicts").get_by_role("button", name="Evidence").nth(3).click()
    here.page.wait_for_selector("dialog .fc-sources li")
    panel = here.page.locator("dialog[open]")
    assert "2023-12-11" in panel.inner_text()
    assert "WITH found AS" in panel.inner_text()
    assert here.complaints == []


def test_a_file_that_is_too_large_is_refused_in_the_readers_words(reader):
    here, words = reader().go("/claims", lang="zh"), read_words("zh")
    upload(here, "大.csv", b"x" * 2_000_000)
    said = here.page.get_by_test_id("stFileUploader")
    said.get_by_role("alert").filter(has_text=words("streamlit.error_before")).wait_for()
    assert set(re.findall(r"[A-Za-z]{3,}", said.inner_text())) <= {"CSV", "csv", "add"}
