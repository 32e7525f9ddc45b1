from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from chipcensus.errors import BadParameter
from chipcensus.settings import SETTINGS, Settings, read_settings


def test_defaults():
    settings = read_settings({})
    assert [name for name, *_ in SETTINGS] == [field.name for field in fields(Settings)]
    assert settings.address == "127.0.0.1"
    for name, default, sentence in SETTINGS:
        value = getattr(settings, name)
        assert value == (Path(default) if isinstance(value, Path) else default)
        assert sentence.endswith(".")


def test_the_environment_decides():
    settings = read_settings(
        {"CHIPCENSUS_PORT": "8600", "CHIPCENSUS_VAR": "/srv/x", "CHIPCENSUS_QUERY_SECONDS": "0.5"}
    )
    assert (settings.port, settings.var, settings.query_seconds) == (8600, Path("/srv/x"), 0.5)


def test_an_empty_value_is_no_value():
    assert read_settings({"CHIPCENSUS_PORT": ""}).port == read_settings({}).port


@pytest.mark.parametrize("text", ["eighty", "80.5", "8,501"])
def test_a_wrong_value_is_named(text):
    with pytest.raises(BadParameter, match=r"CHIPCENSUS_PORT: found .* expected int, e\.g\. 8501"):
        read_settings({"CHIPCENSUS_PORT": text})


def test_settings_come_from_the_process(monkeypatch):
    monkeypatch.setenv("CHIPCENSUS_KEPT_GENERATIONS", "3")
    assert read_settings().kept_generations == 3
