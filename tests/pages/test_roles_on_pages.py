"""What a page shows of what only some may, and in the place of what they may not."""

from __future__ import annotations

import pytest

from chipcensus.access import Right
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.ui import account


@pytest.mark.parametrize("page", ["data", "claims"])
@pytest.mark.parametrize(("role", "has_fields"), [("viewer", False), ("analyst", True)])
def test_a_viewer_has_no_field_for_files(opened, everybody_is, page, role, has_fields):
    everybody_is(role)
    visit = opened(page, lang="en")
    assert bool(visit.app.get("file_uploader")) == has_fields
    assert bool([one for one in visit.app.toggle if one.key == "import_open"]) == (
        has_fields and page == "data"
    )
    assert visit.cards()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_that_takes_more_says_so_and_shows_nothing(opened, everybody_is, monkeypatch, lang):
    monkeypatch.setitem(account.NEEDS, "claims", Right.EXPLORE)
    words = read_words(lang)
    everybody_is("viewer")
    closed = opened("claims", lang=lang)
    told = words("sign_in.takes", role=words("role.analyst"), own=words("role.viewer"))
    assert [box.value for box in closed.app.info] == [told]
    assert closed.cards() == {}
    everybody_is("analyst")
    assert opened("claims", lang=lang).cards()


def test_without_a_sign_in_nobody_is_asked_to(opened):
    visit = opened("funding", lang="en")
    assert not [one for one in visit.app.button if one.key == "sign_out"]
    assert read_words("en")("sign_in.go") not in str(visit.app.main)
