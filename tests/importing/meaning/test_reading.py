"""Many rows at fault cost no more words than there are different ones."""

from __future__ import annotations

from collections import Counter

from meant import batch

from chipcensus.importing.meaning.reading import Fault, Reader


def test_a_text_is_read_and_hidden_once_however_many_rows_have_it():
    said: Counter[str] = Counter()

    def hide(text: str) -> str:
        said[text] += 1
        return f"<{text}>"

    rows = [{"name": "甲", "investors": f"人{n % 3}"} for n in range(3_000)]
    reader = Reader(batch("funding", rows), "nothing", {"investors": hide})
    reader.values("name", lambda _: Fault("company_missing"))
    refused = reader.refused()
    assert refused.num_rows == 3_000
    assert dict(refused["cells"][4].as_py()) == {"name": "甲", "investors": "<人1>"}
    # Once for the cells of all rows, not once a row.
    assert said == Counter({"人0": 1, "人1": 1, "人2": 1})


def test_an_empty_cell_at_fault_is_said_in_words():
    rows = [{"name": None, "city": "深圳"}, {"name": " ", "city": None}]
    reader = Reader(batch("registry", rows), "nothing")
    reader.refuse([0, 1], "name_missing", "name")
    assert reader.refused()["found"].to_pylist() == ["nothing", "nothing"]
