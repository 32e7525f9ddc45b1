"""A day before all data says so, once, and the address keeps it."""

from __future__ import annotations

import re

import pytest

from chipcensus.i18n import LANGUAGES, read_words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_day_before_all_data_names_the_first_with_data(opened, lang):
    visit = opened("registrations", as_of="1999-12-31", lang=lang)
    (said,) = [info.value for info in visit.app.info]
    assert "1999-12-31" in said
    assert all(card["empty"] and card["figure"] is None for card in visit.cards().values())
    assert visit.app.query_params["as_of"] == "1999-12-31"
    days = re.findall(r"\d{4}-\d{2}-\d{2}", said)
    assert min(days) == "1999-12-31" < max(days)


def test_a_day_to_come_is_said_and_shows_everything(opened):
    visit = opened("registrations", as_of="2999-12-31", lang="en")
    (said,) = [info.value for info in visit.app.info]
    assert said == read_words("en")("notice.as_of_to_come", day="2999-12-31")
    now = opened("registrations", lang="en")
    assert visit.cards() == now.cards()
