"""The directory, a company's own page, and companies side by side."""

from __future__ import annotations

import pytest

from chipcensus.charts.listing import MOST_COMPARED
from chipcensus.i18n import LANGUAGES, read_words

ZH, EN = read_words("zh"), read_words("en")
DIRECTORY, COMPARE = "companies/directory", "companies/compare"
SEVEN = ["cambricon", "biren", "metax", "hygon", "moore-threads", "enflame", "axera"]


def _ids(visit):
    return [row["id"] for row in visit.card(DIRECTORY)["listing"]["rows"]]


def _said(visit):
    return [box.value for box in [*visit.app.warning, *visit.app.info, *visit.app.error]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_directory_lists_every_company_once(opened, rows_of, lang):
    visit = opened("companies", lang=lang)
    assert sorted(_ids(visit)) == sorted(i for (i,) in rows_of("SELECT company_id FROM companies"))
    assert COMPARE not in visit.cards()


@pytest.mark.parametrize("text", ["寒武", "cambri", "CAMBRICON", "688256", " 寒武纪 "])
def test_a_company_is_found_by_either_name_and_by_its_ticker(opened, text):
    visit = opened("companies")
    visit.choose("search", text)
    assert _ids(visit) == ["cambricon"]
    assert visit.app.query_params["search"] == text.strip()
    assert text.strip() in visit.card(DIRECTORY)["caption"]


def test_filters_act_together_and_a_link_restores_them(opened):
    visit = opened("companies", lang="en")
    choices = {"segment": "gpu", "status": "listed", "city": "Beijing", "founded": (2010, 2022)}
    for name, value in choices.items():
        visit.choose(name, value)
    found = _ids(visit)
    assert "moore-threads" in found
    assert "nvidia" not in found
    restored = visit.link("companies")
    assert restored.cards() == visit.cards()
    assert {name: restored.widget(name).value for name in choices} == choices
    assert "2010–2022" in visit.card(DIRECTORY)["caption"]


def test_a_search_without_a_hit_says_what_would_show_something(opened):
    visit = opened("companies", lang="zh", search="没有这样的公司")
    card = visit.card(DIRECTORY)
    assert card["listing"] is None
    assert card["empty"] == ZH("missing.companies.directory")


def test_a_row_leads_to_the_companys_page_and_carries_what_acts_there(opened):
    visit = opened("companies", lang="en", segment="gpu", currency="USD")
    listing = visit.card(DIRECTORY)["listing"]
    assert listing["company"] == "/company?currency=USD&lang=en&id="
    assert listing["compare"] == "/companies?currency=USD&segment=gpu&lang=en"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_company_has_its_name_above_and_keeps_it_in_the_other_language(opened, lang):
    names = {"zh": "寒武纪", "en": "Cambricon Technologies"}
    other = next(one for one in LANGUAGES if one != lang)
    visit = opened("company", id="cambricon", lang=lang)
    assert visit.app.title[0].value == names[lang]
    assert names[other] in visit.app.caption[0].value
    assert "688256.SH" in visit.app.caption[0].value
    visit.app.segmented_control(key="choose_lang").set_value(other).run()
    visit.is_calm()
    assert visit.app.query_params == {"id": "cambricon", "lang": other}
    assert visit.app.title[0].value == names[other]


def test_downloads_of_a_company_name_it(opened):
    card = opened("company", id="biren", lang="zh").card("companies/results")
    assert "壁仞科技" in card["file"]
    assert "id=biren" in card["links"]["csv"]
    assert "壁仞科技" in card["caption"]


def test_every_company_has_a_page(opened, rows_of):
    few = rows_of("SELECT company_id FROM companies ORDER BY hash(company_id) LIMIT 6")
    for (company,) in few:
        cards = opened("company", id=company, lang="en").cards()
        assert len(cards) == 6
        assert all(c["figure"] or c["listing"] or len(c["empty"]) > 40 for c in cards.values())


@pytest.mark.parametrize("asked", ["cambrikon", "寒武", "688256.SH", "Cambricon"])
def test_an_unknown_company_is_said_with_the_nearest_names(opened, asked):
    visit = opened("company", id=asked, lang="zh")
    assert visit.cards() == {}
    (said,) = _said(visit)
    assert asked.replace(".", "\\.") in said
    links = [e.proto.label for e in visit.app.main if e.type == "page_link"]
    assert links == [ZH("label.companies.to_directory")]
    visit.click("near_cambricon")
    assert visit.app.query_params == {"id": "cambricon", "lang": "zh"}
    assert visit.app.title[0].value == "寒武纪"


def test_a_company_like_no_other_is_said_to_be_unknown(opened):
    visit = opened("company", id="%%%%%%%%", lang="en")
    text = EN("label.companies.unknown_far", asked="%%%%%%%%")
    assert [said.replace("\\", "") for said in _said(visit)] == [text]


def test_without_a_company_the_page_leads_to_the_directory(opened):
    visit = opened("company", lang="en")
    assert visit.cards() == {}
    assert _said(visit) == [EN("label.companies.none_chosen")]


def test_six_stand_side_by_side_in_the_order_chosen(opened):
    six = SEVEN[:MOST_COMPARED]
    visit = opened("companies", companies=six, lang="zh")
    heads = visit.card(COMPARE)["listing"]["columns"][1:]
    assert [head["cell"]["company"] for head in heads] == six
    assert visit.card(DIRECTORY)["listing"]["chosen"] == six


def test_a_seventh_in_a_link_is_refused_by_name_and_not_dropped(opened):
    visit = opened("companies", companies=SEVEN, lang="zh")
    card = visit.card(COMPARE)
    assert card["listing"] is None
    assert "爱芯元智" in card["empty"]
    assert visit.app.query_params["companies"] == SEVEN
    assert visit.widget("companies").value == SEVEN


def test_a_seventh_chosen_is_refused_beside_the_field(opened):
    six = SEVEN[:MOST_COMPARED]
    visit = opened("companies", companies=six, lang="zh")
    visit.choose("companies", SEVEN)
    words = ZH("filter.compare_full", most=MOST_COMPARED, name="爱芯元智")
    assert _said(visit) == [words]
    assert visit.widget("companies").value == six
    assert visit.app.query_params["companies"] == six
    visit.choose("companies", six[:5])
    assert _said(visit) == []


def test_all_companies_of_another_page_are_no_comparison(opened):
    visit = opened("companies", companies="all")
    assert COMPARE not in visit.cards()
    assert visit.widget("companies").value == []


def test_filters_of_the_directory_stay_there(opened):
    visit = opened("companies", segment="gpu", currency="USD", companies="biren")
    visit.go("financials")
    assert visit.app.query_params == {"currency": "USD", "companies": "biren", "lang": "zh"}
    assert visit.notices() == []


def test_a_link_that_asks_another_page_for_a_company_is_told(opened):
    visit = opened("registrations", id="biren", lang="en")
    (notice,) = visit.notices()
    assert EN("notice.reason_elsewhere") in notice
    assert visit.app.query_params == {"lang": "en"}


def test_a_search_longer_than_any_name_is_not_followed(opened):
    visit = opened("companies", search="芯" * 10_000)
    (notice,) = visit.notices()
    assert ZH("notice.reason_too_long") in notice
    assert len(_ids(visit)) > 100
