"""What `make check` says of the locked packages."""

from __future__ import annotations

import runpy

import pytest

from chipcensus.settings import ROOT

LOCKED = "good==1.0 \\\n --hash=sha256:aa\n# a remark\nbetter==2.0 ; x > '3' \\\n --hash=sha256:b\n"


@pytest.fixture
def audit(tmp_path, capsys):
    """Audit a list as if pip-audit had told this; the exit status and what was said."""
    module = runpy.run_path(str(ROOT / "setup" / "audit"))
    path = tmp_path / "requirements.txt"

    def audited(text, told):
        path.write_text(text, "utf-8")
        module["main"].__globals__["audit"] = lambda _: told
        status = module["main"]([str(path)])
        return status, "".join(capsys.readouterr())

    return audited


def test_a_lock_without_known_faults_is_good(audit):
    assert audit(LOCKED, [{"name": "good", "version": "1.0", "vulns": []}]) == (0, "")


def test_where_nobody_can_be_asked_that_is_said(audit):
    status, said = audit(LOCKED, None)
    assert status == 0
    assert "cannot be reached" in said


@pytest.mark.parametrize("entry", ["bad>=1", "bad==1", "bad @ https://x", "bad"])
def test_what_is_not_locked_is_named(audit, entry):
    status, said = audit(f"{LOCKED}{entry}\n", None)
    assert status == 1
    assert "bad" in said


def test_a_known_fault_is_told_with_the_way_out(audit):
    vulns = [
        {"id": "GHSA-1", "fix_versions": ["1.1", "2.0"]},
        {"id": "PYSEC-2", "fix_versions": []},
    ]
    status, said = audit(LOCKED, [{"name": "good", "version": "1.0", "vulns": vulns}])
    assert status == 1
    assert "good 1.0: GHSA-1, mended in 1.1, 2.0" in said
    assert "good 1.0: PYSEC-2, mended in no version yet" in said
