"""The Claims page: filters, an as-of day, and the evidence behind a claim."""

from __future__ import annotations

VERDICTS, COUNTS = "claims/verdicts", "claims/head_count"


def claims_of(visit):
    listing = visit.card(VERDICTS)["listing"]
    return [row["cells"][0]["sort"] for row in listing["rows"]] if listing else []


def test_all_claims_and_their_head_count(opened):
    visit = opened("claims", lang="en")
    assert len(claims_of(visit)) == 34
    assert visit.card(COUNTS)["figure"]
    assert visit.filters() == ["as_of", "topic", "verdict"]


def test_topic_and_verdict_choose_and_stay_in_the_address(opened):
    visit = opened("claims", lang="en")
    visit.choose("verdict", "partial")
    assert claims_of(visit) == ["c04", "c05"]
    assert visit.app.query_params["verdict"] == "partial"
    visit.choose("topic", "market")
    assert visit.card(VERDICTS)["empty"]
    assert claims_of(visit.link("claims")) == []


def test_before_the_article_the_page_says_so(opened):
    visit = opened("claims", lang="zh", as_of="2024-01-01")
    assert "2024-09-27" in visit.card(VERDICTS)["empty"]


def test_a_claims_filters_act_on_this_page_only(opened):
    visit = opened("claims", lang="en", verdict="differs")
    visit.go("registrations")
    assert "verdict" not in visit.app.query_params
