"""`chipcensus tokens`: made once, listed without themselves, revoked by their id."""

from __future__ import annotations

import pytest

from chipcensus.cli import main
from chipcensus.state import newest


@pytest.fixture
def run(settings, monkeypatch, capsys):
    """Run `chipcensus tokens ...`: the exit status, what was printed, what was complained of."""
    monkeypatch.setenv("CHIPCENSUS_VAR", str(settings.var))

    def ran(*arguments):
        return main(["tokens", *arguments]), *capsys.readouterr()

    return ran


def test_a_token_is_printed_once_listed_and_revoked(run, settings):
    status, text, _ = run("new", " nightly \n report ", "--role", "analyst", "--days", "30")
    assert (status, text.startswith("ccx_")) == (0, True)
    _, listed, _ = run("list")
    identity, role, _, end = listed.split(maxsplit=3)
    assert (role, end.split()[0]) == ("analyst", "until")
    assert listed.rstrip().endswith("nightly report")
    assert text.strip()[4:] not in listed
    assert run() == (0, listed, "")
    assert run("revoke", identity)[0] == 0
    assert " revoked " in run("list")[1]
    told = [(act.what, act.about) for act in newest(settings, 2)]
    about = {"token": identity, "role": "analyst"}
    assert told == [("revoke token", about), ("new token", about)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", " "], "expected 1 to 60 signs"),
        (["new", "x" * 61], "expected 1 to 60 signs"),
        (["new", "x", "--days", "0"], "expected 1 or more"),
        (["revoke", "nobody"], "chipcensus tokens list"),
    ],
)
def test_what_does_not_fit_is_said(run, arguments, said):
    status, printed, complained = run(*arguments)
    assert (status, printed) == (1, "")
    assert said in complained
    assert run("list")[1] == ""
