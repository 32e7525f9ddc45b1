from __future__ import annotations

from functools import cache

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipcensus.errors import ProblemsFound
from chipcensus.i18n import read_words
from chipcensus.publish.scopes import tagged_sql
from chipcensus.scopes import SCOPES, covers, lowered
from chipcensus.scopes_file import read_scopes
from chipcensus.settings import ROOT

SHIPPED = (ROOT / "data" / "scopes.toml").read_text("utf-8")
RULES = read_scopes(SHIPPED)


@cache
def words_of_the_rules():
    rules = [r for b in RULES.rules.values() for rs in b.values() for r in rs.values()]
    return sorted({w for rule in rules for words in (rule.words, rule.struck) for w in words})


def tagged(rows, rules=RULES):
    """What the database says of each row: name, business scope."""
    expression, bound = tagged_sql(rules)
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE rows (place INTEGER, name VARCHAR, business_scope VARCHAR)"
        )
        connection.executemany(
            "INSERT INTO rows VALUES (?, ?, ?)", [(n, *row) for n, row in enumerate(rows)]
        )
        told = connection.execute(f"SELECT {expression} FROM rows ORDER BY place", bound)
        return [tags for (tags,) in told.fetchall()]


@pytest.mark.parametrize(
    ("name", "business_scope", "tags"),
    [
        ("某某芯片有限公司", None, {"chip/narrow", "chip/medium", "chip/wide"}),
        ("某某科技", "集成电路芯片设计及服务", {"chip/narrow", "integrated_circuit/narrow"}),
        ("某某科技", "集成电路芯片及产品销售", {"chip/wide", "integrated_circuit/wide"}),
        ("某某贸易", "销售芯片", {"chip/wide"}),
        ("某某生物", "基因芯片、生物芯片研发", set()),
        ("某某生物", "基因芯片研发;集成电路芯片设计", {"chip/narrow"}),
        ("上海滤芯制造厂", "滤芯销售", set()),
        ("某某半导体", "半导体分立器件销售", {"semiconductor/narrow"}),
        ("某某照明", "半导体照明器件制造", {"semiconductor/wide"}),
        ("某某电器", "半导体制冷设备", set()),
        ("某某科技", "GPU芯片研发", {"gpu/narrow", "chip/narrow"}),
        ("某某云", "gpu服务器租赁", {"gpu/wide"}),
        ("某某塑料", "TPU材料销售", set()),
        ("某某智能", "人工智能芯片设计", {"ai_chip/narrow", "chip/narrow"}),
        ("某某智能", "人工智能软件开发;集成电路设计", {"ai_chip/wide"}),
        ("某某卡", "集成电路卡读写机制造", set()),
        ("薯片厂", "薯片销售", set()),
        ("", "", set()),
    ],
)  # fmt: skip
def test_the_narrowest_tags_of_companies(name, business_scope, tags):
    (found,) = tagged([(name, business_scope)])
    assert sorted(found) == sorted(RULES.tags(name, business_scope))
    assert tags <= set(found)
    for scope in SCOPES:
        expected = {tag for tag in tags if tag.startswith(f"{scope}/")}
        if not expected and not tags:
            assert not [tag for tag in found if tag.startswith(f"{scope}/")]
        if f"{scope}/wide" in expected and f"{scope}/narrow" not in expected:
            assert f"{scope}/narrow" not in found


PIECES = st.one_of(
    st.sampled_from(words_of_the_rules()),
    st.text("芯片集成电路半导体智能GPUgpu销售设计,;（ K", max_size=5),
)
TEXTS = st.lists(PIECES, max_size=6).map("".join)


@given(st.lists(st.tuples(st.none() | TEXTS, st.none() | TEXTS), min_size=1, max_size=30))
def test_the_database_reads_the_rules_as_plain_python_does(rows):
    for row, tags in zip(rows, tagged(rows), strict=True):
        assert sorted(tags) == sorted(RULES.tags(*row)), row


@given(st.none() | TEXTS, st.none() | TEXTS)
def test_who_is_in_a_scope_has_one_of_the_least_words(name, business_scope):
    texts = lowered(f"{name}\n{business_scope}")
    if RULES.tags(name, business_scope):
        assert any(word in texts for word in RULES.least_words())


def test_a_search_covers_rules_that_look_for_no_less():
    rules = read_scopes(_rules('name = ["车规芯片", "半导体 & 设计"]'))
    assert covers(RULES.least_words(), RULES)
    assert covers(RULES.least_words(), rules)
    assert not covers(rules.least_words(), RULES)
    assert not covers((), rules)


@given(TEXTS, TEXTS)
def test_each_breadth_holds_the_narrower_one(name, business_scope):
    tags = set(RULES.tags(name, business_scope))
    for scope in SCOPES:
        held = [f"{scope}/{breadth}" in tags for breadth in ("narrow", "medium", "wide")]
        assert held == sorted(held)


def test_words_with_signs_of_their_own_are_only_words():
    rules = read_scopes(_rules('business_scope = ["a.b*", "c(d)", "半导体 & 5.0"]'))
    rows = [
        ("", "a.b*"),
        ("", "axb"),
        ("", "c(d)"),
        ("", "cd"),
        ("", "半导体5.0"),
        ("", "半导体500"),
    ]
    found = [bool(tags) for tags in tagged(rows, rules)]
    assert found == [True, False, True, False, True, False]
    assert found == [bool(rules.tags(*row)) for row in rows]


def _rules(narrow):
    sections = [f"[{scope}.narrow]\n{narrow}" for scope in SCOPES]
    return "\n".join(sections)


def test_every_slip_is_told_at_once_with_its_line():
    text = "\n".join(
        [
            "[chip]",
            'not_name = "薯片"',
            "[chip.narrow]",
            'name = ["芯片", "芯片"]',
            'nmae = ["半导体"]',
            "[chip.broad]",
            'name = ["芯"]',
            "[ai_chip]",
            "[integrated_circuit.narrow]",
            'name = [""]',
            "[semiconductor.narrow]",
            'name = ["半导体"]',
            "[cpu.narrow]",
            'name = ["处理器"]',
        ]
    )
    with pytest.raises(ProblemsFound) as refused:
        read_scopes(text, read_words("zh"))
    told = {(p.row, p.column, p.found) for p in refused.value.problems}
    assert told == {
        (2, "chip.not_name", "薯片"),
        (4, "chip.narrow.name", "芯片"),
        (5, "chip.narrow.nmae", "nmae"),
        (6, "chip.broad", "broad"),
        (8, "ai_chip", "ai_chip"),
        (10, "integrated_circuit.narrow.name", "空白"),
        (13, "cpu", "cpu"),
        (None, "gpu", "gpu"),
    }
    assert all(p.file == "scopes.toml" and p.expected and p.remedy for p in refused.value.problems)


def test_what_is_no_toml_is_told_with_its_line():
    with pytest.raises(ProblemsFound) as refused:
        read_scopes("[chip]\nnot_name = [\n")
    (problem,) = refused.value.problems
    assert problem.file == "scopes.toml"
    assert problem.row
