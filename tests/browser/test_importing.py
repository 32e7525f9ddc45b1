"""A reader's own file in a browser: told, taken in, seen by nobody else, gone."""

from __future__ import annotations

import io
import re
import shutil
import time
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe

from chipcensus.i18n import read_words
from chipcensus.settings import ROOT

BAD = ROOT / "tests" / "importing" / "files" / "bad" / "days" / "list.csv"
HEAD = "企业名称,成立日期,注销日期,登记状态,注册资本,所属省份,所属城市,经营范围,法定代表人,电话\n"
GONE_AFTER = 8
LONGEST_BUILD = 120_000
MONTHLY = "registrations/by_month"


def company(n):
    founded, gone = f"20{15 + n % 8}-0{1 + n % 9}-11", n % 3 == 0
    ended, status = (f"2023-0{1 + n % 9}-12", "注销") if gone else ("", "存续")
    told = (
        f"深圳{n}芯片有限公司",
        founded,
        ended,
        status,
        "100万元",
        "广东省",
        "深圳市",
        "芯片设计",
    )
    return f"{','.join(told)},王小明,138{n:08}\n"


GOOD = (HEAD + "".join(company(n) for n in range(60))).encode("gb18030")


@pytest.fixture(scope="module")
def home(shipped, tmp_path_factory):
    """The folder of a server at which readers import."""
    var = tmp_path_factory.mktemp("importing")
    shutil.copytree(shipped.var / "generations", var / "generations")
    return var


@pytest.fixture(scope="module")
def importing(home):
    """A server of its own, where what is left goes soon."""
    from serving import serve

    settings = {"CHIPCENSUS_VAR": str(home), "CHIPCENSUS_PRIVATE_SECONDS": str(GONE_AFTER)}
    with serve(settings, home / "log.txt") as address:
        yield address


def visits(home):
    return list((home / "private").glob("*/visit-*"))


def wait_until(is_so, seconds):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def drop(here, name, content):
    field = here.page.locator(".st-key-import input[type=file]")
    if not field.count():
        here.page.locator(".st-key-import_open label").first.click()
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    field.set_input_files([file])


def take(here, name="名录.csv", content=GOOD):
    drop(here, name, content)
    here.page.locator(".st-key-import_take button").click()
    here.page.locator(".st-key-visit_notice").wait_for(timeout=LONGEST_BUILD)
    here.settled()


def leave(here, lang):
    """Delete what the visit has loaded: the next test's reader would find it."""
    here.page.get_by_role("button", name=read_words(lang)("visit.leave")).click()
    here.page.locator(".st-key-visit_notice").wait_for(state="detached")


def words_in(locator):
    return set(re.findall(r"[A-Za-z]{3,}", locator.inner_text()))


def faults(here):
    """What axe finds in the section."""
    found = Axe().run(here.page, context=".st-key-import")
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found.response["violations"]]


@pytest.mark.parametrize(("width", "lang", "dark"), [(1440, "zh", False), (390, "en", True)])
def test_a_bad_file_is_told_and_nothing_is_taken_in(reader, importing, width, lang, dark):
    here, words = reader(width, at=importing, dark=dark).go("/data", lang=lang), read_words(lang)
    drop(here, BAD.name, BAD.read_bytes())
    draft = here.page.locator(".st-key-import_draft")
    draft.get_by_text("2020-13-45").first.wait_for()
    here.settled()
    assert words("import_format.companies") in draft.inner_text()
    assert "张三" not in here.page.content()
    with here.page.expect_download() as saved:
        draft.get_by_role("button", name=words("import.refused_rows")).click()
    refused = saved.value.path().read_text("utf-8-sig")
    assert "2020-13-45" in refused
    assert "张三" not in refused
    assert faults(here) == []
    wide = "() => document.documentElement.scrollWidth <= innerWidth"
    assert here.page.evaluate(wide)
    draft.get_by_role("button", name=words("import.discard")).click()
    draft.wait_for(state="detached")
    assert here.page.locator(".st-key-visit_notice").count() == 0


def test_a_zip_of_several_lists_is_told_and_taken_in(reader, importing):
    packed = io.BytesIO()
    rows = [company(n) for n in range(60)]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for place, year in enumerate((2021, 2022, 2023)):
            text = HEAD + "".join(rows[place * 20 : place * 20 + 20])
            made.writestr(f"名录/{year}.csv", text.encode("gb18030"))
    here = reader(at=importing).go("/data", lang="zh")
    drop(here, "名录.zip", packed.getvalue())
    draft = here.page.locator(".st-key-import_draft")
    draft.get_by_text("2022.csv").first.wait_for()
    told = draft.inner_text()
    assert all(f"{year}.csv" in told for year in (2021, 2022, 2023))
    assert "60" in told
    here.page.locator(".st-key-import_take button").click()
    here.page.locator(".st-key-visit_notice").wait_for(timeout=LONGEST_BUILD)
    here.go("/registrations", lang="zh", scope="all")
    here.card(MONTHLY).locator(".main-svg").first.wait_for()
    assert "60" in here.card(MONTHLY).inner_text()
    leave(here, "zh")


def test_no_english_word_of_streamlit_is_left(reader, importing):
    here = reader(at=importing).go("/data", lang="zh")
    drop(here, BAD.name, BAD.read_bytes())
    here.page.locator(".st-key-import_draft").wait_for()
    known = {
        "CSV",
        "TSV",
        "TXT",
        "XLSX",
        "PARQUET",
        "ZIP",
        "chipcensus",
        "import",
        "csv",
        "list",
        "utf",
    }
    assert words_in(here.page.locator(".st-key-import")) <= known


def test_own_data_is_shown_to_its_reader_only_and_leaves_with_them(
    reader, importing, home, browser
):
    here, words = reader(at=importing).go("/data", lang="zh"), read_words("zh")
    take(here)
    assert len(visits(home)) == 1
    here.go("/registrations", lang="zh")  # loaded anew, as by a link of a card
    here.page.locator(".st-key-visit_notice").wait_for()
    assert "名录.csv" in here.page.locator(".st-key-visit_notice").inner_text()
    saved = here.download(MONTHLY, words("card.csv"))
    assert saved.url.startswith(f"{importing}/visit/")
    assert "2015" in saved.path().read_text("utf-8-sig")
    here.card(MONTHLY).locator(".fc-export").click()
    menu = here.card(MONTHLY).get_by_role("menu")
    assert words("card.own_data") in menu.inner_text()
    assert words("card.link") not in menu.inner_text()
    here.page.keyboard.press("Escape")
    assert here.page.locator(".first-cards").count() == 0
    other = browser.new_context().new_page()
    other.goto(f"{importing}/registrations?lang=zh")
    other.locator(".figure-card .main-svg").first.wait_for()
    assert other.locator(".st-key-visit_notice").count() == 0
    assert "/visit/" not in other.content()
    other.context.close()
    leave(here, "zh")
    wait_until(lambda: not visits(home), 10)
    here.settled()
    assert here.page.request.get(saved.url).status == 404


def test_what_was_imported_goes_when_its_last_tab_is_closed(reader, importing, home):
    one = reader(at=importing).go("/data", lang="en")
    take(one)
    other = reader(at=importing).go("/registrations", lang="en")
    other.page.locator(".st-key-visit_notice").wait_for()
    one.page.close()
    time.sleep(GONE_AFTER + 3)
    assert len(visits(home)) == 1
    other.page.close()
    wait_until(lambda: not visits(home), GONE_AFTER + 20)
