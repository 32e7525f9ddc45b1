from __future__ import annotations

import sys
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from chipcensus.cli import main
from chipcensus.errors import NotFetched, NotWritten
from chipcensus.i18n import read_words
from chipcensus.importing.meaning.known import known_of
from chipcensus.importing.meaning.statements import mean_statements
from chipcensus.importing.recognise import read_text, recognise
from chipcensus.importing.rows import Upload
from chipcensus.refresh import TABLES, Wanted, newest_period, periods_since, refresh

# The first rows of the tables as AKShare 1.19 arranges them, numbers made up.
YJBB = {
    "序号": [1, 2], "股票代码": ["688256", "000001"], "股票简称": ["寒武纪", "平安银行"],
    "每股收益": [-1.09, 2.15], "营业总收入-营业总收入": [1174464432.38, 146695000000.0],
    "营业总收入-同比增长": [65.56, -10.9], "营业总收入-季度环比增长": [None, None],
    "净利润-净利润": [-452342000.0, 44508000000.0], "净利润-同比增长": [46.7, -4.2],
    "净利润-季度环比增长": [None, None], "每股净资产": [12.9, 22.0], "净资产收益率": [-8.2, 10.1],
    "每股经营现金流量": [-3.9, 3.3], "销售毛利率": [56.7, None], "所处行业": ["半导体", "银行"],
    "最新公告日期": [date(2025, 4, 18), date(2025, 3, 15)],
}  # fmt: skip
LRB = {
    "序号": [1], "股票代码": ["688256"], "股票简称": ["寒武纪"], "净利润": [-452342000.0],
    "净利润同比": [46.7], "营业总收入": [1174464432.38], "营业总收入同比": [65.56],
    "营业总支出-营业支出": [508500000.5], "营业总支出-销售费用": [1.0],
    "营业总支出-管理费用": [1.0],
    "营业总支出-财务费用": [-1.0], "营业总支出-营业总支出": [2.0], "营业利润": [-456000000.0],
    "利润总额": [-457000000.0], "公告日期": [date(2025, 4, 18)],
}  # fmt: skip
ABSTRACT = {
    "选项": ["常用指标"] * 3, "指标": ["归母净利润", "营业总收入", "基本每股收益"],
    "20241231": [-452342000.0, 1174464432.38, -1.09], "20240930": [-724000000.0, 185000000.0, None],
}  # fmt: skip
WANTED = Wanted(TABLES, [date(2024, 12, 31)], ["688256"])
KNOWN = known_of(
    [{"company_id": "cambricon", "name_zh": "寒武纪", "name_en": "C", "ticker": "688256.SH"}], []
)


@pytest.fixture
def akshare(monkeypatch):
    """A stand-in for the library: the same functions with the same parameters, no network."""
    calls = []

    def stock_yjbb_em(date):
        calls.append(("stock_yjbb_em", date))
        return pd.DataFrame(YJBB)

    def stock_lrb_em(date):
        calls.append(("stock_lrb_em", date))
        return pd.DataFrame(LRB)

    def stock_financial_abstract(symbol):
        calls.append(("stock_financial_abstract", symbol))
        return pd.DataFrame(ABSTRACT)

    functions = (stock_yjbb_em, stock_lrb_em, stock_financial_abstract)
    library = SimpleNamespace(calls=calls, **{f.__name__: f for f in functions})
    monkeypatch.setitem(sys.modules, "akshare", library)
    return library


def imported(path):
    """The rows that an import makes of a file, and the problems."""
    upload = Upload(path.name, path.stat().st_size, lambda: path.open("rb"))
    words = read_words("en")
    recognised = recognise(upload, words=words)
    rows, faults = [], []
    for batch in read_text(upload, recognised, words=words):
        meant = mean_statements(batch, KNOWN, words)
        rows += meant.rows["financials"].to_pylist()
        faults += meant.refused.to_pylist()
    told = {(r["metric"], r["fiscal_label"]): r["value"] for r in rows}
    return recognised.format, told, [fault["code"] for fault in faults]


def test_each_table_becomes_a_file_that_the_import_reads(akshare, tmp_path):
    files = refresh(WANTED, tmp_path / "new")
    assert akshare.calls == [
        ("stock_yjbb_em", "20241231"),
        ("stock_lrb_em", "20241231"),
        ("stock_financial_abstract", "688256"),
    ]
    assert [path.name for path in files] == [
        "stock_yjbb_em_20241231.csv",
        "stock_lrb_em_20241231.csv",
        "stock_financial_abstract_688256.csv",
    ]
    assert sorted((tmp_path / "new").iterdir()) == sorted(files)
    revenue, profit = ("revenue", "FY2024"), ("net_profit_attributable", "FY2024")
    common = {revenue: 1174464432.38, profit: -452342000.0}
    costs = {("cost_of_revenue", "FY2024"): 508500000.5, ("operating_income", "FY2024"): -456e6}
    nine = {("revenue", "9M-2024"): 185e6, ("net_profit_attributable", "9M-2024"): -724e6}
    assert imported(files[0]) == ("stock_yjbb_em", common, [])
    assert imported(files[1]) == ("stock_lrb_em", common | costs, [])
    assert imported(files[2]) == ("stock_financial_abstract", common | nine, [])


@pytest.mark.usefixtures("akshare")
def test_the_whole_table_on_request(tmp_path):
    wanted = Wanted(["stock_yjbb_em"], [date(2024, 12, 31)], ["688256"], is_whole=True)
    (path,) = refresh(wanted, tmp_path)
    assert imported(path)[2] == ["company_unknown"] * 2


def test_what_fails_is_told_at_once_and_the_rest_is_kept(akshare, tmp_path):
    def down(**_):
        raise ConnectionError("no route to host")

    akshare.stock_yjbb_em = down
    akshare.stock_lrb_em = lambda **_: pd.DataFrame({"序号": [1]})
    with pytest.raises(NotFetched) as refused:
        refresh(WANTED, tmp_path)
    told = str(refused.value)
    assert "1 of 3 tables were fetched." in told
    assert "stock_yjbb_em 20241231: ConnectionError: no route to host" in told
    assert "stock_lrb_em 20241231: ValueError: no column" in told
    assert "Check the connection" in told
    assert [path.name for path in tmp_path.iterdir()] == ["stock_financial_abstract_688256.csv"]


def test_a_table_without_rows_is_no_file(akshare, tmp_path):
    akshare.stock_yjbb_em = lambda **_: pd.DataFrame(YJBB).head(0)
    with pytest.raises(NotFetched, match="the table is empty"):
        refresh(Wanted(["stock_yjbb_em"], [date(2024, 12, 31)], []), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("akshare")
def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritten, match="could not be written"):
        refresh(WANTED, tmp_path / "file")


def test_without_the_library_the_command_says_how_to_get_it(monkeypatch, tmp_path, capsys):
    monkeypatch.setitem(sys.modules, "akshare", None)
    assert main(["refresh", "--to", str(tmp_path)]) == 1
    assert "pip install 'chip-census[akshare]'" in capsys.readouterr().err


def test_the_command_asks_for_the_companies_of_the_directory(akshare, tmp_path, capsys):
    to = tmp_path / "here"
    arguments = ["--to", str(to), "--period", "20240331", "--ticker", "688256"]
    assert main(["refresh", *arguments]) == 0
    assert capsys.readouterr().out.startswith("3 files in ")
    akshare.calls.clear()
    assert main(["refresh", "--to", str(to), "--table", "stock_financial_abstract"]) == 0
    asked = {symbol for _, symbol in akshare.calls}
    assert "688256" in asked
    assert all(len(symbol) == 6 and symbol.isdigit() for symbol in asked)


@pytest.mark.usefixtures("akshare")
def test_a_period_that_is_no_day_is_refused(tmp_path, capsys):
    assert main(["refresh", "--to", str(tmp_path), "--period", "2024Q1"]) == 1
    assert "2024Q1" in capsys.readouterr().err


def test_the_newest_period_is_the_last_quarter_that_has_ended():
    assert newest_period(date(2025, 1, 1)) == date(2024, 12, 31)
    assert newest_period(date(2025, 3, 31)) == date(2024, 12, 31)
    assert newest_period(date(2025, 8, 5)) == date(2025, 6, 30)
    days = [date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30)]
    assert periods_since(2024, date(2024, 12, 1)) == days
