"""What is typed and what fits it, in which order: search_match.js, run by the browser."""

from __future__ import annotations

import pytest

from chipcensus.frontend import address

FIND = """async ([address, index, typed]) => {
    const { find, prepared } = await import(address);
    const part = ({ text, from, to }) => text.slice(from, to);
    return find(prepared(index), typed).map(({ name, total, fits }) =>
        [name, total, fits.map(({ entry, marks }) => [entry.label, marks.map(part)])]);
}"""
HAN = "寒武纪"


def _entry(label, *also, detail=()):
    return {"label": label, "detail": list(detail), "also": list(also), "href": "/x"}


# A little of each: names that share letters, characters and initials.
INDEX = {
    "groups": {
        "companies": [
            _entry("摩尔线程", detail=["Moore Threads", "688795.SH"]),
            _entry("沐曦股份", detail=["MetaX"]),
            _entry(HAN, "688256", detail=["Cambricon Technologies", "688256.SH"]),
            _entry("谷歌TPU", detail=["Google TPU"]),
            _entry("芯原股份", detail=["VeriSilicon"]),
            _entry("Silicon"),
            _entry("Silicon Box"),
            _entry("New Silicon"),
        ],
        "figures": [_entry("Moore")],
        "investors": [_entry("红杉中国", "红杉资本", detail=["Sequoia China"])],
        "events": [_entry("寒武纪上市", detail=["2020-07-20"])],
        "sources": [_entry(f"Moore report {n}") for n in range(20)],
    },
    "pinyin": {
        "摩尔线程": "mo er xian cheng",
        "沐曦股份": "mu xi gu fen",
        HAN: "han wu ji",
        "谷歌TPU": "gu ge tpu",
        "芯原股份": "xin yuan gu fen",
        "红杉中国": "hong shan zhong guo",
        "红杉资本": "hong shan zi ben",
    },
}
# What is typed, the first that is found, and the part of it that is marked.
FIRST = {
    "hwj": (HAN, HAN),
    "hanwuji": (HAN, HAN),
    "han wu ji": (HAN, HAN),
    "HanW": (HAN, "寒武"),
    "wuji": (HAN, "武纪"),
    "寒武": (HAN, "寒武"),
    "mexc": ("摩尔线程", "摩尔线程"),
    "moexc": ("摩尔线程", "摩尔线程"),
    "moexiancheng": ("摩尔线程", "摩尔线程"),
    "moerxiancheng": ("摩尔线程", "摩尔线程"),
    "688256": (HAN, "688256"),
    "688256.sh": (HAN, "688256.SH"),
    "６８８２５６": (HAN, "688256"),
    "cambri": (HAN, "Cambri"),
    "technologies": (HAN, "Technologies"),
    "ggtpu": ("谷歌TPU", "谷歌TPU"),
    "threads 摩尔": ("摩尔线程", "Threads"),
    "红杉资本": ("红杉中国", "红杉资本"),
    "sequoia": ("红杉中国", "Sequoia"),
    "hszg": ("红杉中国", "红杉中国"),
}


@pytest.fixture
def find(reader):
    here = reader().go("/registrations")
    return lambda typed: here.page.evaluate(FIND, [address("search.js"), INDEX, typed])


def test_what_is_typed_finds_it_and_marks_why(find):
    first = {typed: find(typed)[0][2][0] for typed in FIRST}
    assert {typed: (label, marks[0]) for typed, (label, marks) in first.items()} == FIRST


def test_the_better_fit_comes_first_and_names_before_tellings(find):
    ((_, total, fits),) = find("silicon")
    assert [label for label, _ in fits] == ["Silicon", "Silicon Box", "New Silicon", "芯原股份"]
    assert total == 4
    groups = {name: (total, len(fits)) for name, total, fits in find("moore")}
    # The chart is called just that, the company more; of the pages the first few are listed.
    assert list(groups) == ["figures", "companies", "sources"]
    assert groups["sources"] == (20, 5)
    assert [name for name, *_ in find("寒武纪")] == ["companies", "events"]


def test_nothing_is_found_for_what_fits_nothing(find):
    for typed in ("", "   ", "zzz", "o", "寒纪", "<b>", "moore 寒"):
        assert find(typed) == [], typed
