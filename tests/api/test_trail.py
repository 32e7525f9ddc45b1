"""GET /api/v1/trail: what stands behind a mark, and one clear error for what does not."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import urlencode

import pytest

from chipcensus.filters import Filters
from chipcensus.i18n import LANGUAGES
from chipcensus.trail import trail

GONE = "deregistrations/per_100_registered"


def _ask(get, name, row_ids, **query):
    text = urlencode({**query, "row_ids": ",".join(row_ids)}, doseq=True)
    return get(f"/api/v1/trail/{name}.json?{text}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_trail_of_a_mark_is_told_in_words(get, census, lang):
    answer = census.figure(GONE, Filters())
    row = next(r for r in answer.result.rows if r["year"] == 2023)
    reply = _ask(get, GONE, row["row_ids"], lang=lang)
    told = json.loads(reply.body)
    assert reply.status == 200
    wanted = trail(census, answer, row["row_ids"], census.words(lang))
    assert told == json.loads(json.dumps(wanted))
    (formula,) = told["formulas"]
    assert (formula["column"], formula["value"]) == ("per_100", pytest.approx(row["per_100"]))
    assert "345" in formula["text"]
    first, *others = told["figures"][0]["prints"]
    assert first["is_preferred"]
    assert first["is_shown"]
    assert {one["period"] for one in others} != {first["period"]}
    assert all(one["url"].startswith("http") for one in [first, *others])


def test_a_day_hides_what_was_published_later(get, census):
    day = date(2024, 1, 31)
    answer = census.figure(GONE, Filters(as_of=day))
    row = next(r for r in answer.result.rows if r["year"] == 2023)
    told = json.loads(_ask(get, GONE, row["row_ids"], as_of=day.isoformat()).body)
    prints = [one for figure in told["figures"] for one in figure["prints"]]
    assert prints
    assert all(one["published_on"] <= day.isoformat() for one in prints)


@pytest.mark.parametrize(
    ("row_ids", "told"), [(["reg-00000000"], "reg-00000000"), ([], "none")], ids=["other", "none"]
)
def test_rows_that_are_not_behind_the_answer_are_refused(get, row_ids, told):
    reply = _ask(get, GONE, row_ids)
    assert reply.status == 400
    assert told in json.loads(reply.body)["detail"]


def test_row_ids_are_no_filter_elsewhere(get):
    assert get(f"/api/v1/card/{GONE}.json?row_ids=reg-00000000").status == 400
