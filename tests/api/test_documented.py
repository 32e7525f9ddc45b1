"""What the docs show is answered."""

from __future__ import annotations

import io
import json
import re

import pandas as pd
import pytest

from chipcensus.settings import ROOT

SERVER = "http://127.0.0.1:8501"
TEXTS = [(ROOT / name).read_text("utf-8") for name in ("README.md", "docs/API.md")]
SHOWN = sorted(
    {
        found.replace("{api}", f"{SERVER}/api/v1").removeprefix(SERVER)
        for text in TEXTS
        for found in re.findall(rf"(?:{SERVER}|{{api}})/(?:api|embed)[^\s'\"`)]*", text)
        if not found.endswith("/api/v1")
        and not any(part in found for part in ("$", "…", "/figure/", "/sql", "problems#"))
    }
)


@pytest.mark.parametrize("path", SHOWN)
def test_an_address_in_the_docs_is_answered(get, path):
    assert get(path).status == 200


def test_there_are_some():
    assert len(SHOWN) > 8


def test_pandas_reads_an_answer_with_its_types(get):
    path = "/api/v1/ask/financials/by_period.parquet?metric=revenue&companies=cambricon"
    frame = pd.read_parquet(io.BytesIO(get(path).body))
    told = json.loads(get(path.replace(".parquet", ".json")).body)["rows"]
    assert len(frame) == len(told) > 0
    assert frame["company_id"].eq("cambricon").all()
    assert frame["value"].dtype == "float64"
