from __future__ import annotations

import shutil
from dataclasses import replace

import pytest


@pytest.fixture
def published(tmp_path, shipped):
    """A folder of its own with the shipped generation in it."""
    shutil.copytree(shipped.var, tmp_path / "var")
    return replace(shipped, var=tmp_path / "var")
