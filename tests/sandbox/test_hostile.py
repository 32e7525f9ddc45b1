"""Every statement of hostile.toml is contained, and nothing nearby is touched or told."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from chipcensus.errors import StatementFailed, StatementRefused, StatementStopped
from chipcensus.settings import ROOT

LIST = tomllib.loads(Path(__file__).with_name("hostile.toml").read_text("utf-8"))
OUTCOMES = {
    "refused": StatementRefused,
    "stopped": StatementStopped,
    "unanswered": StatementFailed,
    "answered": None,
}
SECRET = "correct-horse-battery-staple"


def _text(told):
    return (
        told
        if isinstance(told, str)
        else told["head"] + told["body"] * told["times"] + told["tail"]
    )


CASES = [
    pytest.param(_text(told), outcome, id=f"{kind}-{outcome}-{number}")
    for kind, outcomes in LIST.items()
    for outcome, statements in outcomes.items()
    for number, told in enumerate(statements, start=1)
]


@pytest.fixture(scope="module")
def near(tmp_path_factory, database):
    """Files beside which the statements run; afterwards they are as they were."""
    folder = tmp_path_factory.mktemp("near")
    (folder / "secret.csv").write_text(SECRET)
    (folder / "link.csv").symlink_to(folder / "secret.csv")
    before = _seen(folder), _seen(database.parent)
    yield {
        "«secret»": folder / "secret.csv",
        "«link»": folder / "link.csv",
        "«folder»": folder,
        "«database»": database,
    }
    assert (_seen(folder), _seen(database.parent)) == before


def _seen(folder):
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()}


@pytest.fixture(scope="module", autouse=True)
def environment():
    """A secret of the server's that no worker is handed."""
    os.environ["CHIPCENSUS_TEST_SECRET"] = SECRET
    yield
    del os.environ["CHIPCENSUS_TEST_SECRET"]


def test_the_list_is_long_enough():
    assert len(CASES) == len({case.values[0] for case in CASES}) >= 150
    assert set(OUTCOMES) == {outcome for outcomes in LIST.values() for outcome in outcomes}


@pytest.mark.parametrize(("statement", "outcome"), CASES)
def test_it_is_contained(run, near, database, statement, outcome):
    for sign, path in near.items():
        statement = statement.replace(sign, str(path))
    told = _told(run, statement, OUTCOMES[outcome])
    mine = [str(path) for path in near.values() if str(path) in statement]
    # What a reader wrote may be said back; nothing else of the machine.
    for said in mine:
        told = told.replace(said, "")
    for secret in (SECRET, str(database.parent), str(ROOT), "/root", "/home", "Traceback"):
        assert secret not in told
    # Another reader gets the right number, at once.
    rows = run("SELECT count(*) AS n FROM registrations", reader="b", seconds=5).table.to_pylist()
    assert rows == [{"n": 86}]


def _told(run, statement, error):
    if error is None:
        return repr(run(statement, seconds=5).table.to_pylist())
    with pytest.raises(error) as caught:
        run(statement)
    assert caught.value.reason
    return str(caught.value)
