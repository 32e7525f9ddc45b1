"""The words: each said once, in a file of its subject."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from chipcensus.i18n import LANGUAGES, _flat
from chipcensus.settings import ROOT

LOCALES = ROOT / "chipcensus" / "locales"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_said_in_two_files(lang):
    said = Counter(
        name
        for path in (LOCALES / lang).glob("*.toml")
        for name, _ in _flat(tomllib.loads(path.read_text("utf-8")))
    )
    assert [name for name, times in said.items() if times > 1] == []
