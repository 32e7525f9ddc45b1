"""From files to cubes: what is counted of a made-up registry is what was made."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial

import pytest

from bench.make_registry import make
from bench.registry.companies import SNAPSHOT, Plan
from bench.registry.files import Dress
from chipcensus.i18n import read_words
from chipcensus.importing.meaning import read_known
from chipcensus.importing.rows import Upload
from chipcensus.intake import examine, publish_draft
from chipcensus.store import Store

PLAN = Plan(
    4_000,
    seed=11,
    duplicates=0.03,
    bad_dates=0.01,
    wrong_codes=0.02,
    years=(2008, 2024),
    provinces=("北京", "内蒙古", "广东"),
)
LOOKS = frozenset({"quotes", "breaks"})
WAYS = {
    "list-csv": Dress("gb18030", LOOKS),
    "list-xlsx": Dress(),
    "parquet": Dress(),
    "open-dump": Dress("bom", LOOKS),
}


@pytest.fixture(scope="module", params=WAYS)
def imported(request, tmp_path_factory, shipped):
    """A made-up registry taken in, one shape after the other: its truth, its draft, its cubes."""
    shape, folder = request.param, tmp_path_factory.mktemp("truth")
    truth = make(PLAN, shape, folder / "files", WAYS[shape])
    settings = replace(shipped, var=folder / "var")
    draft = examine_all(sorted((folder / "files").iterdir()), settings)
    publish_draft(settings, draft, only_right=True)
    generation = Store(settings).open_current()
    yield truth, draft, lambda sql: generation.cursor().execute(sql).fetchall()
    generation.close()


def examine_all(files, settings):
    return examine(
        [Upload(file.name, file.stat().st_size, partial(file.open, "rb")) for file in files],
        settings.var / "imports",
        known=read_known(settings.data),
        words=read_words("zh"),
        settings=settings,
    )


def test_rows_are_refused_for_what_is_wrong_with_them(imported):
    truth, draft, _ = imported
    assert (draft.rows, draft.refused) == (
        truth.rows - truth.refused["rows"],
        truth.refused["rows"],
    )
    codes = Counter()
    for group in draft.groups:
        codes[group.code.partition("_")[0]] += group.count
    assert codes == {"credit": truth.refused["credit_code"], "day": truth.refused["founded_on"]}
    assert draft.duplicates == truth.duplicates
    assert draft.is_synthetic


BY_MONTH = """
    SELECT strftime(month, '%Y-%m'), sum(companies) FROM registry_flows
    WHERE scope = 'all' AND province = 'all' AND month IS NOT NULL AND flow = '{flow}' GROUP BY 1
"""
BY_PROVINCE = """
    SELECT province, sum(companies) FROM registry_flows
    WHERE scope = 'all' AND province <> 'all' AND flow = 'entered' GROUP BY 1
"""
BY_CITY = """
    SELECT province, city, sum(companies) FROM registry_cities
    WHERE scope = 'all' AND flow = 'entered' GROUP BY 1, 2
"""
BY_SPELL = """
    SELECT province, strftime(entry_month, '%Y-%m'), strftime(exit_month, '%Y-%m'), sum(companies)
    FROM registry_spells WHERE scope = 'all' AND province <> 'all' GROUP BY 1, 2, 3
"""


def test_companies_are_counted_as_they_were_made(imported):
    truth, _, rows = imported
    assert dict(rows(BY_MONTH.format(flow="entered"))) == truth.entered()
    assert dict(rows(BY_MONTH.format(flow="left"))) == truth.left()
    assert dict(rows(BY_PROVINCE)) == truth.by_province()
    assert {(p, c): n for p, c, n in rows(BY_CITY)} == truth.cities


def test_every_life_is_as_long_as_it_was_made(imported):
    truth, _, rows = imported
    found = {(province, entry, left): n for province, entry, left, n in rows(BY_SPELL)}
    # An open dump does not tell who is gone: nobody's life is known.
    assert found == (truth.by_spell() if truth.has_status else {})


def test_the_facts_say_what_was_made(imported):
    truth, _, rows = imported
    ((companies, duplicates, snapshot, synthetic),) = rows(
        "SELECT companies, duplicates, snapshot_on, is_synthetic FROM registry_facts "
        "WHERE scope = 'all'"
    )
    assert (companies, duplicates, synthetic) == (truth.companies, truth.duplicates, True)
    assert snapshot <= SNAPSHOT
