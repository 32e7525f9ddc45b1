"""Charts of financials that compare: growth, index, gap, world, bill."""

from __future__ import annotations

from datetime import date

import pytest
from charts.made import result, year

from chipcensus.charts import financials
from chipcensus.charts.theme import COMPANY_COLOURS, CONTEXT
from chipcensus.figures import FIGURES, LEADERS, MAKERS
from chipcensus.i18n import read_words

ZH, EN = read_words("zh"), read_words("en")
REVENUE = {"metric": "revenue", "frequency": "year"}


def grown(number, growth, **values):
    base = {"value": 150, "base": 100, "growth_low": growth, "growth_high": growth}
    flags = {"is_printed": False, "is_same_source": True}
    return year(number, growth=growth, **(base | flags | values))


def indexed(number, value, **values):
    bounds = {"indexed": value, "indexed_low": value, "indexed_high": value}
    return year(number, value=value, **({"base": 100, "base_year": 2022} | bounds | values))


def times(number, multiple, **values):
    bounds = {"multiple": multiple, "multiple_low": multiple, "multiple_high": multiple}
    sides = {"reference_id": "nvidia", "reference_value": 1e9, "reference_rate": 7.1, "value": 1e8}
    ends = {"reference_end": date(number, 12, 31), "companies": 1}
    return year(number, **(bounds | sides | ends | values))


def sold(number, revenue, company="cambricon", **values):
    bounds = {"revenue": revenue, "revenue_low": revenue, "revenue_high": revenue}
    is_reference = company in {"nvidia", "amd"}
    return year(number, company_id=company, is_reference=is_reference, **(bounds | values))


def share(number, company, value, total=None, **values):
    sample = {"is_sample": True, "is_complete": total is not None, "known": 2, "sample": 2}
    return year(number, company_id=company, value=value, total=total, **(sample | values))


def lines(drawing):
    return [t for t in drawing.figure["data"] if t["mode"] == "lines+markers"]


def test_growth_is_drawn_in_per_cent_with_its_base_in_the_hover():
    rows = [grown(2023, 0.5), grown(2024, -0.2)]
    drawing = financials.growth.draw(result(rows, **REVENUE), EN)
    (line,) = lines(drawing)
    assert line["y"] == [50, -20]
    assert line["customdata"] == [["r1"], ["r1"]]
    assert "100 CNY → 150 CNY" in line["hovertemplate"][0]
    assert "A &amp; B Press" in line["hovertemplate"][0]
    assert (drawing.unit, drawing.time) == ("%", "day")


def test_growth_of_nothing_or_less_is_said_and_not_drawn():
    rows = [grown(2022, None, base=-5), grown(2023, None, base=0), grown(2024, 0.5)]
    drawing = financials.growth.draw(result(rows, **REVENUE), EN)
    assert lines(drawing)[0]["y"] == [50]
    assert any("cambricon (2)" in note and "zero or a loss" in note for note in drawing.notes)
    none = financials.growth.draw(result(rows[:2], **REVENUE), EN)
    assert none.figure is None
    assert "zero or a loss" in none.missing


def test_steep_growth_makes_equal_steps_equal_factors():
    rows = [grown(2023, 9.0), grown(2023, 0.0, company_id="hygon")]
    layout = financials.growth.draw(result(rows, **REVENUE), EN).figure["layout"]
    ticks = dict(zip(layout["yaxis"]["tickvals"], layout["yaxis"]["ticktext"], strict=True))
    assert (ticks[1], ticks[2], ticks[10]) == ("0%", "+100%", "+900%")
    assert layout["yaxis"]["type"] == "log"
    fallen = [*rows, grown(2023, -1.5, company_id="metax")]
    plain = financials.growth.draw(result(fallen, **REVENUE), EN).figure["layout"]
    assert "type" not in plain["yaxis"]


def test_growth_that_only_a_source_knows_is_an_open_triangle():
    word = {"base": None, "is_printed": True, "growth_printed": 0.25}
    rows = [grown(2023, 0.25, **word, growth_low=None, growth_high=None)]
    drawing = financials.growth.draw(result(rows, **REVENUE), EN)
    (line,) = lines(drawing)
    assert line["marker"]["symbol"] == ["triangle-up-open"]
    assert "→" not in line["hovertemplate"][0]
    assert EN("note.financials.printed") in drawing.notes


def test_an_index_starts_at_its_year_and_names_who_has_no_base():
    without = {"base": None, "indexed": None, "indexed_low": None, "indexed_high": None}
    rows = [indexed(2022, 100), indexed(2023, 250), indexed(2023, 5, company_id="biren", **without)]
    drawing = financials.indexed.draw(result(rows, **REVENUE), EN)
    assert [line["y"] for line in lines(drawing)] == [[100, 250]]
    assert drawing.unit == "2022 = 100"
    absent = "Not indexed, no figure of 2022: biren (lacks 2022)."
    assert absent in drawing.notes
    assert "250" in drawing.finding


def test_an_index_tells_a_year_without_a_figure_from_one_not_above_zero():
    without = {"base": None, "indexed": None, "base_year": 2018}
    rows = [indexed(year, 100, base_year=2018) for year in range(2018, 2025)]
    rows += [indexed(2024, 5, company_id="biren", **without)]
    rows += [indexed(year, -5, company_id="metax", **without) for year in (2018, 2024)]
    notes = financials.indexed.draw(result(rows, **REVENUE), ZH).notes
    assert "2018年没有数据、未换算为指数：biren（缺2018–2023年数据）。" in notes
    assert "2018年不为正、未换算为指数：metax。" in notes


@pytest.mark.parametrize(
    ("span", "key"),
    [((2022, 2022), "indexed_year"), ((2022, None), "indexed_span")],
)
def test_an_index_says_where_the_year_filter_leaves_too_little(span, key):
    years = dict(zip(("year_from", "year_to"), span, strict=True))
    drawing = financials.indexed.draw(result([indexed(2022, 100)], **REVENUE, **years), EN)
    assert drawing.figure is None
    said = EN(f"missing.financials.{key}", metric="Revenue", year=2022)
    assert drawing.missing == said + EN("missing.financials.hint.widen")


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([], "indexed"),
        ([indexed(2022, 100)], "indexed_one"),
        ([indexed(2022, -1, base=None, base_year=None, indexed=None)], "indexed_base"),
    ],
)
def test_an_index_without_a_second_year_or_a_base_says_so(rows, key):
    drawing = financials.indexed.draw(result(rows, **REVENUE), EN)
    assert drawing.figure is None
    said = EN(f"missing.financials.{key}", metric="Revenue", year=2022)
    assert drawing.missing.startswith(said)


def test_the_gap_has_a_panel_a_reference_and_a_line_for_the_sum():
    rows = [
        times(2023, 30, company_id=None, companies=5),
        times(2024, 60, company_id=None, companies=5),
        times(2024, 800),
        times(2024, 150, reference_id="amd"),
    ]
    drawing = financials.gap.draw(result(rows, **REVENUE), EN)
    named = {line["name"]: line for line in lines(drawing) if line["yaxis"] == "y"}
    assert named["5 together"]["y"] == [30, 60]
    assert named["5 together"]["line"] == {"color": CONTEXT, "width": 3.5}
    assert named["cambricon"]["line"]["color"] == COMPANY_COLOURS["cambricon"]
    assert [line["y"] for line in lines(drawing) if line["yaxis"] == "y3"] == [[150]]
    assert drawing.figure["layout"]["yaxis"]["type"] == "log"
    assert "7.1" in named["cambricon"]["hovertemplate"][0]
    assert "2024: Revenue of 5 together" in drawing.finding
    assert "60 ×" in drawing.finding
    assert any("same 5 companies from 2023 to 2024" in note for note in drawing.notes)


def test_a_multiple_of_a_loss_is_never_drawn():
    loss = times(2024, None, value=-1e8)
    drawing = financials.gap.draw(result([loss], **REVENUE | {"metric": "net_profit"}), EN)
    assert drawing.figure is None
    assert "multiple of a loss" in drawing.missing


def test_the_world_is_logarithmic_and_says_how_many_stand_against_whom():
    rows = [
        sold(2023, 1e9),
        sold(2024, 2e9),
        sold(2024, 1e9, "hygon"),
        sold(2025, 9e9),
        sold(2024, 3e11, "nvidia", rate=7.2),
    ]
    drawing = financials.world.draw(result(rows), EN)
    assert drawing.figure["layout"]["yaxis"]["type"] == "log"
    assert {line["name"] for line in lines(drawing)} == {"cambricon", "hygon", "nvidia"}
    # 2025 holds half of the companies of the year before.
    assert "The 2 Chinese companies shown had revenue of 3B CNY in 2024." in drawing.finding
    assert "100 × as much" in drawing.finding


def test_the_world_without_a_chinese_company_says_so():
    drawing = financials.world.draw(result([sold(2024, 3e11, "nvidia")]), EN)
    assert drawing.figure is None
    assert "NVIDIA" in drawing.missing


def test_the_bill_stacks_losses_down_and_pales_what_is_not_complete():
    rows = [
        share(2023, "hygon", 2e8, -6e8),
        share(2023, "biren", -8e8, -6e8),
        share(2024, "hygon", 3e8, known=1),
        share(2023, "metax", -9e8, is_sample=False),
    ]
    drawing = financials.bill.draw(result(rows), ZH)
    assert ZH("note.financials.one_off") in drawing.notes
    bars = {t["name"]: t for t in drawing.figure["data"] if t["type"] == "bar"}
    assert bars["hygon"]["y"] == [2, 3]
    assert bars["biren"]["y"] == [-8]
    assert bars["hygon"]["marker"]["opacity"] == [1, 0.35]
    assert bars["hygon"]["marker"]["color"] == COMPANY_COLOURS["hygon"]
    axis = drawing.figure["layout"]["xaxis"]
    assert axis["ticktext"] == ["2023<br>2/2", "2024<br>1/2"]
    assert drawing.figure["layout"]["barmode"] == "relative"
    assert drawing.time == "year"
    assert drawing.finding == "2023年2家公司合计亏损6亿元，其中1家亏损。"
    assert ZH("note.financials.pale") in drawing.notes
    assert any("metax" in note for note in drawing.notes)


def test_the_bill_puts_small_companies_together_and_counts_them():
    rows = [share(2023, f"company-{n}", -1e8 * (n + 1), -78e8) for n in range(12)]
    rows[0] |= {"value": 1e8}
    drawing = financials.bill.draw(result(rows), EN)
    bars = [t for t in drawing.figure["data"] if t["type"] == "bar"]
    others = bars[-1]
    assert len(bars) == 9
    assert others["name"] == "4 others"
    # Profits and losses of the small ones stand apart.
    assert others["y"] == pytest.approx([0.1, -0.9])
    assert "A &amp; B Press" in others["hovertemplate"][1]
    drawn = sum(value for bar in bars for value in bar["y"])
    assert drawn == pytest.approx(sum(row["value"] for row in rows) / 1e9)


@pytest.mark.parametrize("words", [ZH, EN])
@pytest.mark.parametrize("companies", [None, ["cambricon"], list(LEADERS), list(MAKERS)])
@pytest.mark.parametrize("name", ["growth", "indexed", "gap", "world", "bill"])
def test_shipped_comparisons_are_drawn(ask, words, companies, name):
    figure = FIGURES[f"financials/{name}"]
    answer = ask(figure.name, dict(figure.defaults) | {"companies": companies})
    drawing = figure.draw(answer, words)
    known = {tuple(row["row_ids"]) for row in answer.rows}
    ids = [i for t in drawing.figure["data"] for i in t.get("customdata", []) if i]
    assert ids
    assert name == "bill" or {tuple(i) for i in ids} <= known
    assert all((drawing.finding, drawing.alt, drawing.unit, drawing.time))


def test_shipped_makers_all_have_a_net_profit(ask):
    answer = ask("financials/bill", companies=list(MAKERS), currency="CNY")
    assert {row["company_id"] for row in answer.rows} == set(MAKERS)
    newest = [row for row in answer.rows if row["is_complete"]][-1]
    summed = sum(r["value"] for r in answer.rows if r["is_sample"] and r["year"] == newest["year"])
    assert newest["total"] == pytest.approx(summed)
