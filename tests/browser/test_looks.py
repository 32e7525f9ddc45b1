"""Every page in both languages, by day and by night, on a desk and in a hand."""

from __future__ import annotations

import re

import pytest

from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.settings import ROOT

# On the page Explore: keys of a keyboard, and a unit.
KEYS = {"Ctrl", "Enter", "Esc", "MB", "Tab"}
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
LOCALES = {"zh": "zh-CN", "en": "en-US"}
# The front page is at the root.
# Words that stay as they are in Chinese: formats, licences, units, terms without a Chinese form.
STAY = """
    AI Chip Census English CC BY MIT UTC YYYY MM DD SQL CSV XLSX PNG SVG IPO Pre CNY USD HKD EUR
    FPGA DuckDB Parquet Excel UTF zip kB MB BibTeX Data Package curl pandas
    PDF PPTX DOCX HTML Word
"""
# What is read aloud or shown without being text of the page.
SPOKEN = ["aria-label", "aria-description", "aria-valuetext", "alt", "placeholder", "title"]
WIDTHS = (390, 1024, 1440)
# Pixels: labels may hang over the plot's edge, and boxes of labels touch, without harm to a letter.
SLACK, TOUCH = 1, 2.5
EASILY_READ = 4.5
COLOUR = "(one, part) => getComputedStyle(one)[part]"


@pytest.fixture(scope="module")
def names(rows_of):
    """Every Latin word that is part of a name in the data."""
    found = rows_of("SELECT concat_ws(' ', publisher, title) FROM sources")
    found += rows_of("SELECT title_zh FROM events")
    found += rows_of("SELECT concat_ws(' ', investors, lead_investors) FROM funding_rounds")
    found += rows_of("SELECT concat_ws(' ', parent, name_en, ticker, company_id) FROM companies")
    return {word for (text,) in found for word in _latin(text)}


@pytest.fixture(scope="module")
def own_names(rows_of):
    """What the page Data names as it is spelt: columns, codes in their meaning, terms in both."""
    found = rows_of(
        "SELECT concat_ws(' ', table_name, column_name) FROM duckdb_columns() WHERE table_name IN "
        "(SELECT table_name FROM duckdb_tables() WHERE has_primary_key)"
    )
    texts = [text for (text,) in found] + [read_words("zh")("note.meta.dictionary")]
    texts += read_words("zh").section("meaning").values()
    for kind in ("scope", "provider", "metric", "segment"):
        texts += read_words("en").section(kind).values()
    spelt = {word for text in texts for word in _latin(text)}
    return lambda page: {"data": spelt, "explore": KEYS}.get(page, set())


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole_in_a_hand_and_on_a_desk_in_both_languages(reader, names, own_names, page):
    here = reader(width=390).show(page, lang="zh")
    for width in WIDTHS:
        _is_whole(here, width)
    assert here.page.evaluate("document.documentElement.lang") == "zh"
    assert _english(_said(here)) - names - own_names(page) == set()
    here.switch("en", page)
    assert here.page.evaluate("document.documentElement.lang") == "en"
    for width in reversed(WIDTHS):
        _is_whole(here, width)


def test_what_streamlit_opens_and_says_is_chinese_too(reader, names):
    here, words = reader().go("/financials", lang="zh", companies="cambricon"), read_words("zh")
    field = here.page.get_by_role("combobox", name=words("filter.companies"))
    field.click()
    here.page.get_by_role("listbox").wait_for()
    assert _english(_said(here)) - names == set()
    field.fill("没有这家公司")
    here.page.get_by_text(words("streamlit.no_results")).wait_for()
    assert _english(_said(here)) - names == set()
    here.page.keyboard.press("Escape")
    here.page.keyboard.press("Escape")
    here.page.get_by_role(
        "button", name=words("streamlit.help_for", name=words("filter.as_of"))
    ).hover()
    here.page.get_by_role("tooltip").wait_for()
    assert _english(_said(here)) - names == set()
    here.switch("en", "financials")
    open_it = read_words("en")("streamlit.open")
    assert here.page.locator(f"[data-testid=stSelectbox] [aria-label={open_it}]").count()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_visit_speaks_the_browsers_language_and_a_click_the_other(reader, lang):
    here = reader(locale=LOCALES[lang], dark=lang == "en").go("/")
    first, other = (read_words(one) for one in sorted(LANGUAGES, key=lambda one: one != lang))
    assert here.page.get_by_role("heading", level=1).inner_text() == first("page.overview.title")
    assert here.page.evaluate("document.documentElement.lang") == lang
    assert _is_dark(here) is (lang == "en")
    here.switch(other.lang, "overview")
    assert f"lang={other.lang}" in here.page.url
    cards = here.page.locator(".figure-card")
    assert set(cards.evaluate_all("(all) => all.map((card) => card.lang)")) == {other.lang}
    assert here.page.title() == other("app.name")


def test_the_theme_button_switches_and_the_next_page_remembers(reader):
    here, words = reader(width=1200).go("/registrations"), read_words("zh")
    assert not _is_dark(here)
    here.page.get_by_role("button", name=words("app.theme_dark"), exact=True).click()
    here.page.get_by_role("button", name=words("app.theme_light"), exact=True).wait_for()
    assert _is_dark(here.go("/deregistrations"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_labels_in_the_colour_of_a_company_are_read_as_easily_as_others(reader, dark):
    here = reader(dark=dark).go("/financials", lang="en", companies="all")
    ground = here.page.locator(".figure-card").first.evaluate(COLOUR, "backgroundColor")
    texts = here.page.locator(".fc-plot svg :is(text:not(:empty), tspan[style*=fill])")
    colours = set(texts.evaluate_all("(all) => all.map((one) => getComputedStyle(one).fill)"))
    assert len(colours) > 10
    assert [c for c in colours if _contrast(c, ground) < EASILY_READ] == []


def _is_whole(here, width):
    """Nothing to scroll sideways, no label of a chart cut off or upon another."""
    here.widen(width)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not here.page.evaluate(wide), width
    names = here.page.locator(".figure-card").evaluate_all(
        "(cards) => cards.map((card) => card.dataset.figure)"
    )
    assert len(names) == len(set(names))
    for name in names:
        assert _cut(here.card(name)) == [], f"{name} at {width}"
        assert _collisions(here.card(name)) == [], f"{name} at {width}"


def _is_dark(here):
    """Whether the ground is dark; ink and labels stand out from it either way."""
    card = here.page.locator(".figure-card").first
    ground = _grey(card.evaluate("(card) => getComputedStyle(card).backgroundColor"))
    ink = _grey(card.evaluate("(card) => getComputedStyle(card).color"))
    text = card.locator(".fc-plot svg text").first
    label = _grey(text.evaluate("(text) => getComputedStyle(text).fill"))
    assert abs(ink - ground) > 150
    assert abs(label - ground) > 90
    return ground < 60


def _cut(card):
    """Texts of a chart that reach out of its plot, where they are cut off."""
    return card.locator(".fc-plot").evaluate(
        """(plot, slack) => {
            const frame = plot.getBoundingClientRect();
            const out = ({ left, right, top, bottom }) =>
                left < frame.left - slack || right > frame.right + slack
                || top < frame.top - slack || bottom > frame.bottom + slack;
            return [...plot.querySelectorAll("svg text")]
                .filter((text) => text.textContent && out(text.getBoundingClientRect()))
                .map((text) => text.textContent);
        }""",
        SLACK,
    )


def _collisions(card):
    """Pairs of a chart's texts that lie upon each other."""
    return card.locator(".fc-plot").evaluate(
        """(plot, touch) => {
            const seen = { opacityProperty: true, visibilityProperty: true };
            const texts = [...plot.querySelectorAll("svg text")]
                .filter((text) => text.textContent.trim() && text.checkVisibility(seen))
                .map((text) => [text.textContent, text.getBoundingClientRect()]);
            const upon = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > touch
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > touch;
            return texts.flatMap(([one, a], place) => texts.slice(place + 1)
                .filter(([, b]) => upon(a, b)).map(([other]) => [one, other]));
        }""",
        TOUCH,
    )


def _said(here):
    """What a reader sees or hears; names of glyphs in Streamlit's icon font are neither,
    and what is typed for a program stays as it is."""
    spoken = here.page.evaluate(
        """(names) => [...document.querySelectorAll("body *")].flatMap((one) =>
            names.map((name) => one.getAttribute(name))).filter(Boolean).join(" ")""",
        SPOKEN,
    )
    glyphs = here.page.locator("[data-testid=stIconMaterial][aria-hidden=true]").all_inner_texts()
    code = here.page.locator("[translate=no]").all_inner_texts()
    text = here.page.inner_text("body")
    for piece in sorted(filter(None, [*glyphs, *code]), key=len, reverse=True):
        text = text.replace(piece, "")
    # The lines of a label follow each other without a space.
    lines = here.page.locator("svg text:has(tspan)").evaluate_all(
        """(all) => all.map((one) =>
            [one.textContent, [...one.children].map((line) => line.textContent).join(" ")])"""
    )
    for joined, apart in lines:
        text = text.replace(joined, apart)
    return f"{text} {spoken}"


def _english(text):
    """Words of a page that are neither an address nor a generation nor a citation."""
    text = re.sub(r"(?<=短链接 )[0-9a-z]{10}", "", text)
    text = re.sub(r"https?://\S+|(?<![0-9a-z])[0-9a-f]{12}(?![0-9a-z])", "", text)
    return set(_latin(text)) - set(STAY.split())


def _latin(text):
    return re.findall(r"[A-Za-z]{2,}", text)


def _grey(colour):
    red, green, blue = _channels(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _contrast(one, other):
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = (part / 255 for part in _channels(colour))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour):
    return tuple(map(float, re.findall(r"[\d.]+", colour)[:3]))
