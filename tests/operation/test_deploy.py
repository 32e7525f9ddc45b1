"""What an operator copies names things that are there, and fits together."""

from __future__ import annotations

import re

import pytest
import yaml
from starlette.applications import Starlette

from chipcensus.census import Census
from chipcensus.filters import Filters
from chipcensus.operation import routes
from chipcensus.settings import ROOT, SETTINGS, read_settings
from chipcensus.supervisor import LAST_SECONDS

OPERATIONS = ROOT / "docs" / "OPERATIONS.md"
COMPOSE = ROOT / "deploy" / "compose.yaml"
COPIED = [ROOT / "Dockerfile", OPERATIONS, *sorted((ROOT / "deploy").iterdir())]
# In a table's cell the second setting of one kind is written without what both begin with.
NAMED = re.compile(r"CHIPCENSUS_([A-Z_]*[A-Z])\b(?!\.\.\.|_)")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(COMPOSE.read_text("utf-8"))


@pytest.mark.parametrize("path", COPIED, ids=lambda path: path.name)
def test_every_setting_named_is_one(path):
    known = {name.upper() for name, *_ in SETTINGS}
    assert set(NAMED.findall(path.read_text("utf-8"))) - known - {"KEPT"} == set()


def test_a_container_has_the_time_that_a_stop_takes(compose):
    grace = int(compose["services"]["census"]["stop_grace_period"].removesuffix("s"))
    assert grace > read_settings({}).stop_seconds + LAST_SECONDS


def test_the_second_replica_is_the_first_again(compose):
    first, second = (compose["services"][name] for name in ("census", "census2"))
    assert {**second, "profiles": None} == {**first, "profiles": None}
    assert first["restart"] == "always"


def test_only_the_proxy_is_reached_from_outside(compose):
    assert [name for name, one in compose["services"].items() if "ports" in one] == ["proxy"]
    assert set(compose["volumes"]) == {
        volume.split(":")[0]
        for service in compose["services"].values()
        for volume in service["volumes"]
        if not volume.startswith(".")
    }


def test_the_image_starts_what_is_started_again():
    text = (ROOT / "Dockerfile").read_text("utf-8")
    assert 'CMD ["chipcensus", "serve", "--supervise"]' in text
    assert "/readyz" in text


def test_every_metric_told_of_is_there(shipped, asked, metered):
    census = Census(shipped)
    census.figure("registrations/by_year", Filters())
    text = asked(Starlette(routes=routes(census, lambda: 0.0)))("/metrics").text
    assert metered(text)
    families = set(re.findall(r"^# TYPE (\w+) ", text, re.MULTILINE))
    told = set(re.findall(r"`((?:chipcensus|process)_\w+)", OPERATIONS.read_text("utf-8")))
    assert told - families == set()
    assert {f for f in families if f.startswith("chipcensus_")} - told == {
        "chipcensus_cache_misses_total",
    }
