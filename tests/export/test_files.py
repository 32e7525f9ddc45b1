"""Files to take away: read back they hold the answer, and no spreadsheet runs anything in them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, datetime, time

import openpyxl
import pytest

from chipcensus.export.files import Heading, to_csv, to_json_rows, to_xlsx
from chipcensus.export.table import HIDDEN, coded, is_coded, label_of, table
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.units import MISSING

EN = read_words("en")
EVIL = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x","y")', "{=1}"]
HEADING = Heading("Title", "=finding", "filters", "http://127.0.0.1/?a=1&b=2", ["+note"])


@pytest.fixture(params=FIGURES)
def answer(request, ask):
    figure = FIGURES[request.param]
    return ask(figure.name, Filters(id="cambricon").to_params(figure.defaults))


@pytest.fixture
def evil(ask):
    """An answer with text in it that a spreadsheet would run."""
    answer = ask("registrations/by_year", FIGURES["registrations/by_year"].defaults)
    rows = [answer.rows[0] | {"provider": text, "row_ids": [text]} for text in EVIL]
    source = answer.source_ids[0]
    bad = replace(answer.citations[source], title="=1+1", publisher="@x", url="=cmd|'x'!A1")
    return replace(answer, rows=rows, citations={**answer.citations, source: bad})


def test_csv_holds_every_row_and_cell(answer):
    names = [c.name for c in answer.question.columns]
    head, *rows = _csv(to_csv(answer))
    assert head == [*names, "source_urls"]
    assert len(rows) == len(answer.rows)
    for cells, row in zip(rows, answer.rows, strict=True):
        for name, cell in zip(names, cells, strict=False):
            assert _is_same(cell, row[name]), name
        urls = [answer.citations[i].url for i in row.get("source_ids") or []]
        assert cells[-1].split() == urls


def test_csv_opens_in_excel_with_its_chinese(ask):
    answer = ask("registrations/by_year", FIGURES["registrations/by_year"].defaults)
    content = to_csv(answer)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == len(answer.rows) + 1
    assert "企查查" in content.decode("utf-8-sig")


def test_csv_runs_nothing(evil):
    for cells in _csv(to_csv(evil))[1:]:
        assert not any(c.startswith(("=", "@", "\t", "\r")) for c in cells)
        assert not any(c.startswith(("+", "-")) and not _is_number(c) for c in cells)


def test_csv_keeps_a_negative_number_a_number(ask):
    answer = ask("deregistrations/net_formation", scope="chip")
    shrunk = replace(answer, rows=[answer.rows[0] | {"net": -240.5}])
    assert "-240.5" in _csv(to_csv(shrunk))[1]


def test_json_holds_every_row(answer):
    rows = json.loads(json.dumps(to_json_rows(answer), ensure_ascii=False, allow_nan=False))
    assert len(rows) == len(answer.rows)
    for one, row in zip(rows, answer.rows, strict=True):
        assert one == {k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()}


def test_xlsx_holds_every_row_with_its_types(answer):
    book = _xlsx(to_xlsx(answer, HEADING, {}, EN))
    head, *rows = book[EN("export.data")].iter_rows(values_only=True)
    columns = answer.question.columns
    assert list(head) == [label_of(column, answer, EN) for column in columns]
    assert len(rows) == len(answer.rows)
    for cells, row in zip(rows, answer.rows, strict=True):
        for cell, column in zip(cells, columns, strict=True):
            value = row[column.name]
            if isinstance(value, date):
                value = datetime.combine(value, time())
            elif isinstance(value, float):
                value = pytest.approx(value, rel=1e-14)  # Excel keeps 15 to 16 digits
            elif is_coded(column):
                value = coded(column, value, EN)
            elif isinstance(value, list):
                value = ";".join(map(str, value))
            assert cell == value, column.name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_xlsx_says_first_what_it_is(answer, lang):
    words = read_words(lang)
    book = _xlsx(to_xlsx(answer, HEADING, {}, words))
    told = book.properties
    assert (told.title, told.creator, told.subject) == (
        HEADING.title,
        "Chip Census",
        HEADING.finding,
    )
    assert told.keywords == f"{answer.question.name}, {answer.generation}"
    assert book.sheetnames == [words(f"export.{n}") for n in ("about", "data", "sources")]
    said = {row[0]: row[1] for row in book.worksheets[0].iter_rows(values_only=True)}
    wanted = {
        "title": HEADING.title,
        "filters": HEADING.filters,
        "generation": answer.generation,
        "link": HEADING.link,
        "sources": str(len(answer.source_ids)),
        "sql": answer.sql,
    }
    assert {name: said[words(f"export.{name}")] for name in wanted} == wanted
    assert {f"${name}" for name in answer.params} <= set(said)
    # The questions are written in English.
    asked = said.get(words("export.question"), "")
    assert asked.startswith(answer.question.question) is (lang == "en")


def test_xlsx_lists_every_source_with_what_it_printed(answer):
    printed = {source: ["一个数字", "another"] for source in answer.source_ids}
    sheet = _xlsx(to_xlsx(answer, HEADING, printed, EN)).worksheets[2]
    _, *rows = sheet.iter_rows(values_only=True)
    assert [row[0] for row in rows] == list(answer.source_ids)
    for row in rows:
        source = answer.citations[row[0]]
        assert (row[1], row[2], row[5]) == (source.title, source.publisher, source.url)
        assert row[6] == "一个数字; another"


def test_xlsx_runs_nothing_and_links_nowhere(evil):
    reported = {evil.source_ids[0]: EVIL}
    book = _xlsx(to_xlsx(evil, HEADING, reported, EN))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.hyperlink for cell in cells if cell.hyperlink]
    shown = {cell.value for cell in cells if isinstance(cell.value, str)}
    assert {"=1+1", "+1", "-1+2", "@SUM(A1)", "=finding"} <= shown


def test_an_empty_answer_still_makes_its_files(ask):
    answer = ask("registrations/by_year", scope="chip", as_of=date(1999, 1, 1))
    assert len(_csv(to_csv(answer))) == 1
    assert _xlsx(to_xlsx(answer, HEADING, {}, EN))[EN("export.data")].max_row == 1
    assert table(answer, EN).rows == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_for_reading_has_a_word_for_every_column(answer, lang):
    words = read_words(lang)
    shown = table(answer, words)
    names = [c.name for c in answer.question.columns if c.name not in HIDDEN]
    missing = [n for n in names if f"column.{n}" not in words.texts]
    assert not missing
    assert len(shown.rows) == len(answer.rows)
    assert all(isinstance(cell, str) and cell for row in shown.rows for cell in row)
    assert "None" not in {cell for row in shown.rows for cell in row}


def test_an_unknown_cell_of_the_table_is_a_dash(ask):
    answer = ask("registrations/year_to_date", FIGURES["registrations/year_to_date"].defaults)
    row = answer.rows[0] | {"growth": None}
    at = [c.name for c in answer.question.columns if c.name not in HIDDEN].index("growth")
    assert table(replace(answer, rows=[row]), EN).rows[0][at] == MISSING


def test_the_table_prints_a_multiple_as_one_and_the_sum_of_a_sample_by_its_word(ask):
    answer = ask("financials/by_period", metric="price_to_sales", frequency="year")
    shown = table(answer, EN)
    values = [row[shown.labels.index("Value")] for row in shown.rows]
    assert all(value.endswith(" ×") for value in values)
    gap = ask("financials/gap", metric="revenue", currency="CNY")
    shown = table(gap, EN)
    names = {row[shown.labels.index("Company")] for row in shown.rows}
    assert "Together" in names
    assert None not in names


def _csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _xlsx(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def _is_same(cell, value):
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(cell) == value
    text = ";".join(map(str, value)) if isinstance(value, list) else str(value)
    text = "" if value is None else text
    # A print such as -43.42% would run: it is marked as text.
    return cell == (f"'{text}" if text.startswith(("-", "+", "=", "@")) else text)


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True
