"""Taking everything away from the page Data: by mouse, by keyboard, in a hand, by night."""

from __future__ import annotations

import re
import zipfile

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from chipcensus.dataset import FORMATS, Shelf, bibtex, citation, download_name, read_contents
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.store import Store

# Words that stay as they are in Chinese: formats, licences, tools, units.
STAY = """
    AI Chip Census CC BY CSV Excel XLSX Parquet DuckDB UTF zip kB MB BibTeX Data Package curl pandas
"""


@pytest.fixture
def section(reader):
    """A reader at the section."""

    def opened(**query):
        look = {name: query.pop(name) for name in ("width", "dark") if name in query}
        here = reader(**look)
        address = "&".join(f"{name}={value}" for name, value in query.items())
        here.page.goto(f"{here.server}/data?{address}")
        found = here.page.locator(".cc-downloads")
        found.wait_for()
        return here, found

    return opened


@pytest.mark.parametrize("form", FORMATS)
def test_a_click_saves_the_whole_file(section, shipped, generation, form):
    here, found = section(lang="zh")
    name = download_name(generation.id, form)
    with here.page.expect_download(timeout=60_000) as waiting:
        found.locator(f'a[download="{name}"]').click()
    made = Shelf(Store(shipped)).file(generation.file, name).read_bytes()
    assert waiting.value.suggested_filename == name
    assert waiting.value.path().read_bytes() == made
    size = _size(found, name)
    amount, unit = size.split()
    assert float(amount) == pytest.approx(len(made) / {"kB": 1e3, "MB": 1e6}[unit], rel=0.05)


def test_a_single_table_is_found_by_keyboard(section, generation):
    here, found = section(lang="en")
    found.locator("summary").focus()
    here.page.keyboard.press("Enter")
    row = found.get_by_role("row").filter(has_text="financials")
    assert row.locator(".dl-number").inner_text() == "2,323"
    row.get_by_role("link", name="CSV").focus()
    with here.page.expect_download(timeout=60_000) as waiting:
        here.page.keyboard.press("Enter")
    content = waiting.value.path().read_text("utf-8-sig")
    (count,) = generation.cursor().execute("SELECT count(*) FROM financials").fetchone()
    assert content.startswith("row_id,company_id,metric")
    assert content.count("\nfin-") == count


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_copied_is_what_is_shown(section, generation, lang):
    here, found = section(lang=lang)
    contents, words = read_contents(generation), read_words(lang)
    buttons = found.get_by_role("button")
    copied = []
    for number in range(buttons.count()):
        buttons.nth(number).click()
        buttons.nth(number).filter(has_text=words("download.copied")).wait_for()
        copied.append(here.page.evaluate("navigator.clipboard.readText()"))
    assert copied[:2] == [citation(contents, words), bibtex(contents).strip()]
    shown = found.locator("pre").all_inner_texts()
    assert copied[1:] == [text.strip() for text in shown]
    assert here.server in copied[2]
    assert not [text for text in copied if "{" in text.replace(bibtex(contents).strip(), "")]


def test_every_address_in_the_examples_answers(section):
    here, found = section(lang="en")
    text = " ".join([*found.locator("pre").all_inner_texts(), found.inner_text()])
    addresses = set(re.findall(rf"{here.server}[^\s\"')]+", text))
    assert len(addresses) >= 5
    links = found.locator("a").evaluate_all("(all) => all.map((one) => one.href)")
    for address in addresses | set(links):
        assert here.page.request.get(address).status == 200, address


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_has_nothing_to_say_and_nothing_is_wider_than_the_hand(section, dark):
    for width, lang in ((390, "en"), (1440, "zh")):
        here, found = section(width=width, dark=dark, lang=lang)
        found.locator("summary").click()
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not here.page.evaluate(wide)
        here.page.evaluate(AXE_SCRIPT)
        told = here.page.evaluate("axe.run('.cc-downloads')")
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in told["violations"]] == []


def test_chinese_has_no_english_but_names_of_formats_and_tools(section):
    _, found = section(lang="zh")
    text = found.evaluate(
        """(section) => {
            const copy = section.cloneNode(true);
            for (const code of copy.querySelectorAll("[translate=no]")) code.remove();
            const own = (one) => [...one.childNodes].filter((c) => c.nodeType === Node.TEXT_NODE);
            return [...copy.querySelectorAll("*")].flatMap(
                (one) => [one.ariaLabel ?? "", ...own(one).map((c) => c.data)]).join(" ");
        }"""
    )
    text = re.sub(r"[0-9a-f]{12}", "", text)
    assert "数据" in text
    assert set(re.findall(r"[A-Za-z]{2,}", text)) - set(STAY.split()) == set()


def test_without_a_size_the_files_are_there_all_the_same(reader, generation):
    here = reader()
    here.page.route("**/files.json", lambda route: route.fulfill(status=200, body="no JSON"))
    here.page.goto(f"{here.server}/data?lang=en")
    found = here.page.locator(".cc-downloads")
    name = download_name(generation.id, "csv.zip")
    with here.page.expect_download(timeout=60_000) as waiting:
        found.locator(f'a[download="{name}"]').click()
    assert zipfile.is_zipfile(waiting.value.path())
    assert found.locator(".dl-size").all_inner_texts() == ["", "", "", ""]


def _size(found, name):
    """What is said of a file's size: all files are made before it is known."""
    place = found.locator(f'[data-file="{name}"]')
    place.filter(has_text=re.compile(r"\d")).wait_for(timeout=60_000)
    return place.inner_text()
