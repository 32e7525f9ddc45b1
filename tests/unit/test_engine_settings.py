from __future__ import annotations

from dataclasses import replace

import pytest

from chipcensus.errors import BadParameter
from chipcensus.following import check_engine, current_of
from chipcensus.store import Store


@pytest.mark.parametrize(
    ("engine", "publication"), [("spark://x:1", "/p"), ("Duckdb", "/p"), ("sc://x:1", "")]
)
def test_settings_that_name_no_engine_are_refused(settings, engine, publication):
    with pytest.raises(BadParameter, match="CHIPCENSUS_"):
        check_engine(replace(settings, engine=engine, publication=publication))


def test_without_an_engine_all_is_as_it_was(settings):
    one = current_of(settings, None)
    assert type(one.store) is Store
    assert not one.is_embedded(None)
