"""The page Data: lists say what the rows say, lead to where they promise, and miss nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from charts.made import result

from chipcensus.charts import meta
from chipcensus.i18n import read_words
from chipcensus.publish.cubes import REGISTRY
from chipcensus.publish.parquet import PARTITIONS
from chipcensus.result import Citation, Shown
from chipcensus.units import MISSING

ZH, EN = read_words("zh"), read_words("en")
BOTH = pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
LISTS = ("tables", "dictionary", "definitions", "directory", "conflicts")
PRINT = {
    "figure_id": "registrations|chip|country|CN|2020",
    "subject": "registrations",
    "measure": "companies",
    "what": "chip|country|CN",
    "company_id": None,
    "provider": "企查查",
    "period_start": date(2020, 1, 1),
    "period_end": date(2020, 12, 31),
    "fiscal_label": None,
    "unit": "companies",
    "disagreement": 0.12,
    "value": 23700.0,
    "reported_as": "2.37万家",
    "is_preferred": False,
    "is_preliminary": False,
    "is_standardised": False,
    "row_ids": ["reg-1"],
    "source_ids": ["s1"],
}


def cells(drawing, place=0):
    return drawing.listing["rows"][place]["cells"]


def lines(cell):
    return [line["text"] for line in cell["lines"]]


@BOTH
@pytest.mark.parametrize("name", LISTS)
def test_nothing_to_show_is_said_in_a_sentence(name, words):
    drawing = getattr(meta, name).draw(result([]), words)
    assert drawing.listing is None
    assert drawing.missing


@BOTH
@pytest.mark.parametrize("name", LISTS)
def test_every_row_of_the_shipped_data_is_listed(ask, name, words):
    answer = ask(f"meta/{name}")
    drawing = getattr(meta, name).draw(answer, words)
    told = (
        len({row["figure_id"] for row in answer.rows}) if name == "conflicts" else len(answer.rows)
    )
    assert len(drawing.listing["rows"]) == told
    assert drawing.finding in drawing.alt
    heads = len(drawing.listing["columns"])
    assert {len(row["cells"]) for row in drawing.listing["rows"]} == {heads}


def test_every_table_and_column_of_the_schema_has_words_in_chinese(ask):
    tables = {row["table_name"] for row in ask("meta/tables").rows}
    columns = ask("meta/dictionary").rows
    assert tables == {row["table_name"] for row in columns}
    assert {t for t in tables if f"meaning.table.{t}" not in ZH.texts} == set()
    silent = object()
    bare = [
        (row["table_name"], row["column_name"])
        for row in columns
        if meta.dictionary.meaning(row["table_name"], row["column_name"], silent, ZH) is silent
    ]
    assert bare == []
    assert {row["unit"] for row in columns if row["unit"]} <= set(ZH.section("column_unit"))
    assert {row["type"] for row in columns} <= set(ZH.section("type"))
    assert {row["column_name"] for row in columns} <= set(ZH.section("column"))


def test_no_words_are_left_of_a_column_that_is_gone(ask, questions):
    asked = {question.rpartition("/")[2] for question in questions}
    known = {(row["table_name"], row["column_name"]) for row in ask("meta/dictionary").rows}
    # The companies of loaded lists are a table where an engine has them.
    known |= {("registry", name) for name in (*REGISTRY.names, *PARTITIONS)}
    names = {name for _, name in known}
    for key in ZH.section("meaning"):
        table, name = key.split(".")
        found = {"table": True, "any": name in names, "question": name in asked}
        assert found.get(table, (table, name) in known), key


def test_every_scope_metric_and_segment_is_defined_in_both_languages(ask):
    for row in ask("meta/definitions").rows:
        if row["kind"] != "provider":
            for words in (ZH, EN):
                assert words(f"defined.{row['kind']}.{row['value']}")


def test_a_dictionary_is_found_in_by_table_and_tells_units_and_empty_cells(ask):
    drawing = meta.dictionary.draw(ask("meta/dictionary"), EN)
    assert "registrations" in drawing.listing["long"]["groups"]
    by_name = {tuple(c["text"] for c in r["cells"][:2]): r for r in drawing.listing["rows"]}
    row = by_name["yoy_reported", "registrations"]
    assert row["group"] == "registrations"
    assert row["cells"][2]["note"] == EN("label.meta.may_be_empty")
    assert row["cells"][3]["text"] == EN("column_unit.fraction")
    assert by_name["companies", "registrations"]["cells"][2]["note"] == ""


def test_a_provider_is_told_with_what_its_pages_leave_open():
    row = {
        "kind": "provider", "value": "企查查", "table_names": ["deregistrations"], "rows": 9,
        "without_start": 2, "without_day": 0, "without_amount": 0, "without_deals": 0, "undated": 1,
    }  # fmt: skip
    drawing = meta.definitions.draw(result([row]), EN)
    name, meaning, unsaid, rows = cells(drawing)
    assert (name["text"], rows["text"]) == ("Qichacha", "9")
    assert "企查查" in name["note"]
    assert meaning["text"] == EN("table.deregistrations")
    assert lines(unsaid) == [
        EN("unsaid.counting"),
        EN("unsaid.without_start", count=2),
        EN("unsaid.undated", count=1),
    ]


def test_a_source_leads_to_its_page_and_to_the_figures_that_rest_on_it():
    row = {
        "source_id": "s1", "title": "T", "publisher": "P", "published_on": None, "kind": "news",
        "language": "zh", "url": "https://example.org/1", "rows": 3,
        "figures": ["registrations/by_year", "registrations/stock", "funding/rounds", "gone/away"],
    }  # fmt: skip
    known = {
        "registrations/by_year": Shown("registrations", {"scope": "chip"}),
        "registrations/stock": Shown("registrations", {"scope": "chip"}),
        "funding/rounds": Shown("funding", {}),
    }
    drawing = meta.directory.draw(replace(result([row]), figures=known), EN)
    title, _, day, _, rows, figures = cells(drawing)
    assert title["url"] == "https://example.org/1"
    assert (day["text"], day["sort"], rows["text"]) == (MISSING, None, "3")
    assert [(f["page"], f["figure"]) for f in figures["leads"]] == [
        ("registrations", "registrations/by_year"),
        ("registrations", "registrations/stock"),
        ("funding", "funding/rounds"),
    ]
    assert EN("scope.chip") in figures["leads"][0]["text"]
    assert figures["more"] == 0


def test_a_conflict_tells_each_print_with_its_source_the_drawn_one_first():
    cited = {
        "s1": Citation("s1", "T1", "Old Press", "https://example.org/1", date(2021, 2, 1), "news"),
        "s2": Citation("s2", "T2", "New Press", "https://example.org/2", None, "news"),
    }
    rows = [
        PRINT | {"value": 23700.0, "source_ids": ["s1"]},
        PRINT | {"value": 20900.0, "source_ids": ["s2"], "is_preferred": True},
    ]
    catalogue = {"registrations/vintages": Shown("registrations", {})}
    answer = replace(result(rows), citations=cited, figures=catalogue)
    drawing = meta.conflicts.draw(answer, EN)
    name, period, gap, printed, page = cells(drawing)
    assert lines(printed) == ["20,900 companies", "23,700 companies"]
    assert printed["lines"][0]["note"].startswith("New Press · undated")
    assert printed["lines"][0]["note"].endswith(EN("label.meta.drawn"))
    assert "Old Press · 2021-02-01" in printed["lines"][1]["note"]
    assert (period["text"], gap["text"], name["note"]) == ("2020", "12%", "Qichacha")
    (lead,) = page["leads"]
    assert lead["query"] == {"scope": "chip", "provider": "企查查"}
    assert lead["figure"] == "registrations/vintages"


def test_of_many_prints_no_value_is_left_out_for_one_said_twice():
    often = [PRINT | {"value": 23700.0, "is_preferred": n == 0} for n in range(12)]
    rare = [PRINT | {"value": 5800.0}]
    printed = cells(meta.conflicts.draw(result([*often, *rare]), EN))[3]
    assert lines(printed)[-1] == "5,800 companies"
    assert len(printed["lines"]) + printed["more"] == 13


@pytest.mark.parametrize(
    ("subject", "measure", "what", "value", "said", "told"),
    [
        ("financials", "value", "acme|revenue|CNY", 2e8, "acme: Revenue", "200M CNY"),
        ("funding_rounds", "valuation", "acme-a|valuation|USD", 2e9, "valuation", "2B USD"),
        ("funding_rounds", "amount", "acme-a|whole_round|gross|HKD", 3e9, "gross", "3B HKD"),
        ("market", "value", "self_sufficiency|CN|ic|fraction", 0.159, "self-suff", "15.9%"),
        ("market", "value", "ic_imports_volume|CN|ic|units", 4.795e11, "pieces", "479,500,000,000"),
        ("funding_totals", "deals", "ai_chip|CN|deals", 7.0, "AI chips", "7 deals"),
    ],
)
def test_a_conflict_of_any_table_is_told_in_words(subject, measure, what, value, said, told):
    unit = what.split("|")[-1]
    row = PRINT | {
        "subject": subject, "measure": measure, "what": what, "value": value, "company_id": "acme",
        "provider": None, "unit": {"units": "number"}.get(unit, unit),
    }  # fmt: skip
    name, _, _, printed, page = cells(meta.conflicts.draw(result([row]), EN))
    assert said.lower() in name["text"].lower()
    assert lines(printed) == [told]
    assert page["text"] == MISSING  # no figure of the catalogue is given
