"""Each file of files/good is read as expected; each of files/bad has exactly the problems expected.

A reader's file that was not read as it should be becomes a folder here, its personal cells made up.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from chipcensus.errors import ProblemsFound
from chipcensus.intake import accept, discard

FILES = Path(__file__).parent / "files"
PERSONAL = (
    "张三",
    "李四",
    "王五",
    "赵六",
    "钱七",
    "孙八",
    "虚构路",
    "虚构街",
    "虚构巷",
    "example.invalid",
)


def cases(kind):
    return sorted(path.name for path in (FILES / kind).iterdir() if path.is_dir())


def case(kind, name):
    folder = FILES / kind / name
    expected = tomllib.loads((folder / "expect.toml").read_text("utf-8"))
    (file,) = (path for path in folder.iterdir() if path.name != "expect.toml")
    return file, expected


def told(draft):
    """Every problem of a draft: row, column, code and what came, as in expect.toml."""
    return sorted(
        [example.row or 0, group.column or "", group.code, example.found]
        for group in draft.groups
        for example in group.examples
    )


def rows_of(draft, table):
    paths = sorted(draft.folder.glob(f"{table}-*.parquet"))
    rows = [row for path in paths for row in pq.read_table(path).to_pylist()]
    return sorted(rows, key=lambda row: row["row"])


def _spelt(value):
    return "" if value is None else str(value)


@pytest.mark.parametrize("name", cases("good"))
def test_a_good_file_is_read_as_expected(name, examined):
    file, expected = case("good", name)
    draft = examined(file)
    assert told(draft) == []
    (one,) = draft.files
    assert (one.recognised.format, one.recognised.kind) == (expected["format"], expected["kind"])
    assert list(one.recognised.dropped) == expected["dropped"]
    found = rows_of(draft, expected.get("table", "registry"))
    wanted = expected["rows"]
    assert [
        {key: str(row[key] or "") for key in want} for row, want in zip(found, wanted, strict=True)
    ] == [{key: str(value) for key, value in want.items()} for want in wanted]
    assert draft.is_right
    assert accept(draft).rows == expected.get("accepted", len(wanted))


@pytest.mark.parametrize("name", cases("bad"))
def test_a_bad_file_has_exactly_the_problems_expected(name, examined):
    file, expected = case("bad", name)
    draft = examined(file)
    assert told(draft) == sorted(expected["problems"])
    assert (draft.rows, draft.refused) == (expected["rows"], expected["refused"])
    assert not draft.is_right
    with pytest.raises(ProblemsFound):
        accept(draft)
    if draft.refused:
        refused = draft.refused_file.read_text("utf-8-sig")
        assert refused.count("list.csv") + refused.count(file.name) >= draft.refused
        assert not [word for word in PERSONAL if word in refused]
    if draft.rows:
        assert accept(draft, only_right=True).rows == expected["rows"]
    else:
        discard(draft)
        assert not draft.folder.exists()


@pytest.mark.parametrize("name", cases("bad"))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_problem_says_what_was_expected_and_the_way_out(name, lang, examined):
    file, _ = case("bad", name)
    for group in examined(file, lang=lang).groups:
        assert group.expected
        assert group.remedy
        assert "{" not in group.expected + group.remedy
        assert group.count >= len(group.examples) > 0
