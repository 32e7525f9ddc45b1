"""Every page in both languages, and every filter on it acts."""

from __future__ import annotations

import ast

import pytest

from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.settings import ROOT

CHANGES = {
    "years": (2019, 2021),
    "companies": ["biren"],
    "scope": "ai_chip",
    "provider": "all",
    "metric": "net_profit",
    "frequency": "half",
    "currency": "USD",
    "as_of": "2021-12-31",
    "search": "寒武",
    "segment": "gpu",
    "status": "closed",
    "city": "Shanghai",
    "founded": (2015, 2018),
    "market": "semiconductor",
    "events": ["export_control"],
    "kinds": ["product"],
    "event": "ev-2020-12-18-smic-entity",
    "series": "revenue",
    ("market", "currency"): "CNY",
    "topic": "market",
    "verdict": "partial",
    ("deregistrations", "scope"): "artificial_intelligence",
}

# What a page needs to show everything it can.
NAMED = {"company": {"id": "cambricon"}, "companies": {"companies": ["cambricon", "biren"]}}


def _declared(page: str, name: str) -> list[str]:
    """What a page hands to show_screen."""
    tree = ast.parse((ROOT / "pages" / f"{page}.py").read_text("utf-8"))
    keywords = (node for node in ast.walk(tree) if isinstance(node, ast.keyword))
    return next(ast.literal_eval(k.value) for k in keywords if k.arg == name)


def _drawn(card: dict) -> list:
    """The marks of a chart, or the rows of a list."""
    return (card["figure"] or {}).get("data") or (card["listing"] or {}).get("rows")


def _change(page: str, name: str) -> object:
    return CHANGES.get((page, name), CHANGES[name])


def _shown(card: dict[str, object]) -> tuple[object, object]:
    return card["figure"], (card["listing"] or {}).get("rows")


# The page of a cited figure is any figure's: test_cited_page.py; a report's: test_report_page.py;
# readers' own statements: test_explore_page.py.
APART = {"cite", "explore", "report"}
PAGES = sorted({path.stem for path in (ROOT / "pages").glob("*.py")} - APART)
# The shipped data is one generation: tests/pages/test_data_page.py has two.
NEED_TWO_GENERATIONS = {"meta/changes"}
# Nor does it have an import: tests/publish has.
NEED_AN_IMPORT = {"meta/imports"}
OF_TWO_GENERATIONS = {"earlier", "later"}
# Nor has it a list of companies: tests/pages/test_registry_pages.py has one.
OF_A_LIST = {"breadth", "province", "against"}
ABSENT = OF_TWO_GENERATIONS | OF_A_LIST

ACTS = {page: _declared(page, "acts") for page in PAGES}
SHOWN = {
    page: [name for name in _declared(page, "figures") if not FIGURES[name].of_registry]
    for page in PAGES
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_its_figures_in_the_readers_language(opened, page, lang):
    visit, words = opened(page, lang=lang, **NAMED.get(page, {})), read_words(lang)
    if page != "company":  # it is headed by the company's name
        assert [title.value for title in visit.app.title] == [words(f"page.{page}.title")]
    cards = visit.cards()
    assert sorted(cards) == sorted(SHOWN[page])
    for name, card in cards.items():
        if name in NEED_TWO_GENERATIONS | NEED_AN_IMPORT:
            assert card["empty"]
            continue
        assert _drawn(card), name
        assert card["empty"] is None
        assert card["lang"] == lang
        assert all(card[part] for part in ("title", "finding", "caption", "sources", "alt"))
    assert visit.notices() == []
    assert visit.filters() == sorted(set(ACTS[page]) - ABSENT)


@pytest.mark.parametrize(
    ("page", "name"), [(p, n) for p in PAGES for n in ACTS[p] if n not in ABSENT]
)
def test_every_filter_changes_a_figure_and_can_be_taken_off_again(opened, page, name):
    named = NAMED[page] if page == "company" else {}
    visit = opened(page, **named)
    before = visit.cards()
    visit.choose(name, _change(page, name))
    after = visit.cards()
    changed = [n for n in after if n not in before or _shown(before[n]) != _shown(after[n])]
    assert changed, f"{name} acts on no figure of {page}"
    shown = [n for n in changed if n in before]
    assert all(after[n]["links"] != before[n]["links"] for n in shown)
    assert all(after[n]["file"] != before[n]["file"] for n in shown)
    visit.take_off(name)
    assert visit.cards() == before
    assert visit.app.query_params == {**named, "lang": "zh"}


@pytest.mark.parametrize("page", ["registrations", "funding"])
def test_clear_all_takes_off_everything(opened, page):
    visit = opened(page)
    before = visit.cards()
    for name in ACTS[page][:2]:
        visit.choose(name, _change(page, name))
    visit.take_off()
    assert visit.cards() == before


def test_the_language_switches_and_keeps_the_filters(opened):
    visit = opened("registrations", scope="ai_chip")
    visit.app.segmented_control(key="choose_lang").set_value("en").run()
    visit.is_calm()
    assert visit.app.query_params == {"scope": "ai_chip", "lang": "en"}
    assert visit.app.title[0].value == read_words("en")("page.registrations.title")
    assert visit.card("registrations/by_year")["lang"] == "en"


def test_filters_stay_when_the_reader_moves_on(opened):
    visit = opened("registrations", scope="ai_chip", year_from="2018")
    visit.choose("as_of", "2024-01-31")
    for page in ("financials", "deregistrations"):
        visit.go(page)
        assert visit.app.query_params == {
            "year_from": "2018",
            "scope": "ai_chip",
            "as_of": "2024-01-31",
            "lang": "zh",
        }
    # Nobody counts AI chips gone: the filter says what was asked, the figure that there is nothing.
    assert visit.widget("scope").value == "ai_chip"
    assert visit.card("deregistrations/by_year")["figure"] is None


def test_a_widget_shows_what_acts_also_where_the_page_has_none_of_it(opened):
    visit = opened("registrations", provider="国家企业信用信息公示系统")
    visit.go("deregistrations")
    provider = visit.widget("provider").value
    assert provider == visit.app.query_params["provider"] == "国家企业信用信息公示系统"
    assert provider in visit.card("deregistrations/by_year")["caption"]


def test_nothing_published_by_then_is_said_and_not_drawn_as_zero(opened):
    visit = opened("registrations", as_of="1999-12-31", lang="en")
    for card in visit.cards().values():
        assert card["figure"] is None
        assert "1999-12-31" in card["empty"]
        assert card["notes"] == []
        assert card["alt"] == read_words("en")("empty.title")
    (said,) = visit.notices()
    assert "1999-12-31" in said


def test_a_day_that_is_none_is_refused_beside_its_field_and_the_last_one_kept(opened):
    visit = opened("funding", as_of="2022-06-30")
    visit.choose("as_of", "30.6.2023")
    assert [box.value for box in visit.app.error] == [
        read_words("zh")("filter.as_of_bad", value="30.6.2023")
    ]
    assert visit.app.query_params["as_of"] == "2022-06-30"
    visit.choose("currency", "USD")
    assert visit.notices() == []


def test_every_figure_of_the_catalogue_is_on_a_page_of_its_own_subject():
    for name, figure in FIGURES.items():
        assert name in _declared(figure.page, "figures"), name
    for page in set(PAGES) - {"overview"}:
        assert {FIGURES[name].page for name in SHOWN[page]} == {page}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", ["registrations", "deregistrations"])
def test_without_a_list_one_sentence_says_what_a_list_would_show(opened, page, lang):
    visit, words = opened(page, lang=lang), read_words(lang)
    assert [c.value for c in visit.app.caption].count(words(f"registry.hint_{page}")) == 1
    links = [e.proto.label for e in visit.app.main if e.type == "page_link"]
    assert words("registry.load") in links
