"""Statements nobody thought of: whatever they are, they are answered, refused or stopped."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from chipcensus.errors import StatementFailed
from chipcensus.settings import ROOT

LIST = tomllib.loads(Path(__file__).with_name("hostile.toml").read_text("utf-8"))
SEEN = sorted(
    {
        statement
        for outcomes in LIST.values()
        for outcome, statements in outcomes.items()
        for statement in statements
        if outcome != "stopped" and isinstance(statement, str)
    }
)
PIECES = sorted({piece for statement in SEEN for piece in statement.split(" ")} - {""})
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join)
CUT = st.tuples(st.sampled_from(SEEN), st.integers(0, 60), st.text(max_size=4)).map(
    lambda told: told[0][: told[1]] + told[2] + told[0][told[1] :]
)
JOINED = st.tuples(
    st.sampled_from(SEEN), st.sampled_from([" ", ";", " UNION ALL ", "--", "\0"]), WORDS
)
ANY = st.text(st.characters(codec="utf-8"), max_size=60)
TIRELESS = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module", autouse=True)
def _as_before(sandbox, run, database):
    """The data is as it was, and no process was lost but those a limit ended."""
    before = database.read_bytes()
    yield
    assert database.read_bytes() == before
    assert run("SELECT count(*) AS n FROM registrations").table.to_pylist() == [{"n": 86}]
    assert sandbox.status().running == sandbox.status().waiting == 0


@TIRELESS
@given(st.one_of(WORDS, CUT, JOINED.map("".join), ANY, ANY.map("SELECT ".__add__)))
@example("SELECT '\ud800'")
@example("\ud800")
def test_whatever_is_sent_is_contained(run, database, statement):
    told = ""
    with suppress(StatementFailed):
        told = str(run(statement, seconds=0.3).table.to_pydict())
    assert str(database.parent) not in told
    assert str(ROOT) not in told
