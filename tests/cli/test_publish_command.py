"""`chipcensus publish`: what it writes, lists, takes back, and refuses with one clear line."""

from __future__ import annotations

import pytest
from publication.published import tiny

from chipcensus.cli import main
from chipcensus.store.publication import Publication


@pytest.fixture
def run(settings, monkeypatch, capsys):
    monkeypatch.setenv("CHIPCENSUS_VAR", str(settings.var))

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(["publish", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_published_listed_and_taken_back(run, settings, tmp_path):
    place = str(tmp_path / "place")
    for identity in ("one", "two"):
        tiny(settings, identity)
        code, out, err = run("--to", place)
        assert code == 0
        assert out.splitlines()[-1] == f"Generation {identity} is current in {place}."
        assert out.startswith("3 tables, 4 rows, 4 files, ")
        assert "send ..." in err
    code, out, _ = run("--to", place, "--list")
    first, second = out.splitlines()
    assert first.startswith("two ")
    assert first.endswith("current")
    assert second.startswith("one ")
    assert not second.endswith("current")
    code, out, _ = run("--to", place, "--rollback")
    assert (code, out) == (0, f"Generation one is current in {place}.\n")
    code, out, _ = run("--to", place, "--rollback", "two")
    assert (code, out) == (0, f"Generation two is current in {place}.\n")
    assert Publication(place).current().id == "two"


def test_the_setting_is_the_place(run, settings, tmp_path, monkeypatch):
    monkeypatch.setenv("CHIPCENSUS_PUBLICATION", str(tmp_path / "place"))
    tiny(settings, "one")
    assert run()[0] == 0
    assert Publication(str(tmp_path / "place")).current().id == "one"


def test_refusals_are_one_line(run, settings, tmp_path):
    tiny(settings, "one")
    (tmp_path / "file").write_text("no folder")
    for arguments, said in (
        ([], "CHIPCENSUS_PUBLICATION"),
        (["--to", "gs://there"], "s3://bucket/prefix"),
        (["--to", str(tmp_path / "nothing"), "--rollback"], "Nothing is published"),
        (["--to", str(tmp_path / "nothing"), "--rollback", "x"], "is not published there"),
        (["--to", str(tmp_path / "file" / "below")], "file"),
    ):
        code, out, err = run(*arguments)
        assert (code, out) == (1, ""), arguments
        assert said in err
        assert len(err.splitlines()) == 1, err
    assert run("--to", str(tmp_path / "nothing"), "--list")[:2] == (0, "")
