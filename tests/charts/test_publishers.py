"""Who published a source is told in the reader's words wherever it is told."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from chipcensus.charts import meta
from chipcensus.charts.listing import cited
from chipcensus.i18n import read_words
from chipcensus.result import Citation
from chipcensus.search import _sources

OWN = Citation("own-1", "名录.csv", "own list", None, None, "own_file")
SAID = {"zh": "自有名单", "en": "own list"}


@pytest.mark.parametrize("lang", SAID)
def test_an_own_list_is_called_so(lang):
    words = read_words(lang)
    found = cited(SimpleNamespace(citations={"own-1": OWN}), ["own-1"], words)
    assert (found["text"], found["links"][0]["text"]) == (SAID[lang], SAID[lang])
    row = {
        "title": OWN.title, "url": None, "publisher": OWN.publisher, "published_on": None,
        "kind": OWN.kind, "rows": 3, "figures": [],
    }  # fmt: skip
    assert SAID[lang] in [cell["text"] for cell in meta.directory._cells(row, {}, words)]
    assert [entry["detail"] for entry in _sources([row], words)] == [[SAID[lang]]]
