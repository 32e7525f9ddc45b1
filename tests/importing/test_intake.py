"""Files taken in: what a dry run tells, what may be taken, what is kept and what is not."""

from __future__ import annotations

import csv
import io
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from chipcensus.errors import ProblemsFound
from chipcensus.i18n import read_words
from chipcensus.importing.meaning import read_known
from chipcensus.importing.reading import limits
from chipcensus.importing.rows import Upload
from chipcensus.intake import accept, discard, examine, imports, parts, refusals, workers
from chipcensus.settings import ROOT

WORDS = read_words("en")
COLUMNS = (
    "企业名称,统一社会信用代码,注册日期,企业类型,法人代表,注册资金,经营范围,所在省份,地区,注册地址"
)
HEADER = f"{COLUMNS}\n"
RIGHT = (
    "甲芯片有限公司,,2020-05-06,有限责任公司,张三,100万人民币,集成电路设计,广东省,深圳市,某路1号\n"
)
WRONG = (
    "=乙芯片有限公司,,2020-13-06,有限责任公司,李四,100万人民币,集成电路设计,广东省,深圳市,某路2号\n"
)
DEALS = """公司简称,融资时间,轮次,金额,投资方
寒武纪,2016-08-15,A轮,1亿人民币,某基金
新创智芯,2024-05-06,A轮,1亿人民币,某基金
"""


def upload(name: str, text: str) -> Upload:
    content = text.encode()
    return Upload(name, len(content), lambda: io.BytesIO(content))


@pytest.fixture
def look(settings, tmp_path):
    """Examine files: `look(("a.csv", text), ...)`."""

    def examined(*files, **more):
        known = read_known(ROOT / "data")
        uploads = [upload(*file) if isinstance(file, tuple) else file for file in files]
        given = {"known": known, "words": WORDS, "settings": settings, **more}
        return examine(uploads, tmp_path / "imports", **given)

    return examined


def test_a_dry_run_tells_all_and_takes_nothing(look, tmp_path):
    draft = look(("a.csv", HEADER + RIGHT + WRONG + WRONG), ("b.csv", "x,y\n1,2\n"))
    assert (draft.rows, draft.refused, draft.unread) == (1, 2, ("b.csv",))
    assert draft.kinds == ("registry",)
    assert set(draft.dropped) == {"法人代表", "注册地址"}
    assert [row["name"] for row in draft.tables["registry"].head] == ["甲芯片有限公司"]
    assert draft.tables["registry"].unknown["ended_on"] == 1
    day = next(group for group in draft.groups if group.column == "注册日期")
    assert (day.count, [(e.file, e.row) for e in day.examples]) == (2, [("a.csv", 3), ("a.csv", 4)])
    assert day.expected
    assert day.remedy
    assert imports(tmp_path / "imports") == []
    discard(draft)
    assert list((tmp_path / "imports").iterdir()) == []


def test_nothing_personal_and_no_formula_is_written(look):
    draft = look(("a.csv", HEADER + RIGHT + WRONG))
    written = b"".join(path.read_bytes() for path in draft.folder.iterdir())
    assert not [word for word in ("张三", "李四", "某路") if word.encode() in written]
    text = draft.refused_file.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))
    told = dict(zip(head, row, strict=True))
    assert told["企业名称"] == "'=乙芯片有限公司"
    assert (told["File"], told["Row"], told["注册日期"]) == ("a.csv", "3", "2020-13-06")
    assert "2020-13-06" in told["Why it was refused"]
    assert "法人代表" not in head


def test_what_is_right_is_taken_only_if_that_is_said(look):
    draft = look(("a.csv", HEADER + RIGHT + WRONG))
    with pytest.raises(ProblemsFound):
        accept(draft)
    one = accept(draft, only_right=True)
    assert (one.rows, one.refused, one.kinds) == (1, 1, ("registry",))
    assert not draft.folder.exists()
    names = {path.name for path in one.folder.iterdir()}
    texts = "candidates-00001.parquet"  # of companies that may be in a scope
    assert names == {"manifest.json", "refused.csv", "registry-00001.parquet", texts}
    assert pq.read_table(one.folder / "registry-00001.parquet")["city"].to_pylist() == ["深圳"]


def test_nothing_right_is_never_taken(look):
    draft = look(("a.csv", HEADER + WRONG))
    with pytest.raises(ProblemsFound):
        accept(draft, only_right=True)


def test_the_same_content_is_one_import_whatever_its_name(look, tmp_path):
    first = accept(look(("a.csv", HEADER + RIGHT)))
    again = look(("b.csv", HEADER + RIGHT))
    assert again.known
    assert accept(again).id == first.id
    assert [one.id for one in imports(tmp_path / "imports")] == [first.id]
    assert [path.name for path in (tmp_path / "imports").iterdir()] == [first.id]


def test_a_company_told_twice_is_counted(look):
    assert look(("a.csv", HEADER + RIGHT), ("b.csv", HEADER + RIGHT)).duplicates == 1


def test_deals_of_known_and_of_new_companies(look):
    draft = look(("deals.csv", DEALS))
    assert draft.groups == ()
    assert (draft.tables["funding_rounds"].rows, draft.tables["companies"].rows) == (2, 1)
    (source,) = accept(draft).sources
    assert source.source_id.startswith("own-")


def test_a_newer_export_of_the_same_name_tells_its_deals_anew(look):
    """The deal that both tell has an id in each: neither is refused for the other's sake."""
    newer = f"{DEALS}新创智芯,2025-05-06,B轮,3亿人民币,某基金\n"
    one = accept(look(("deals.csv", DEALS)))
    draft = look(("deals.csv", newer), beside=[one])
    assert (draft.groups, draft.rows) == ((), 3)
    ids = [row["row_id"] for row in draft.tables["funding_rounds"].head]
    assert all(len(row_id) == len("rnd-") + 16 for row_id in ids)


def test_a_figure_told_with_two_numbers_is_refused_however_far_apart(look, monkeypatch):
    monkeypatch.setattr(limits, "BATCH", 2)
    rows = ["688256,寒武纪,2025-08-26,1,2,3", *["999999,某,2025-08-26,1,2,3"] * 3]
    rows += ["688256,寒武纪,2025-08-26,1,9,3"]
    head = "股票代码,股票简称,公告日期,净利润,营业总收入,营业总支出-营业支出"
    draft = look(("stock_lrb_em_20250630.csv", "\n".join([head, *rows])))
    twice = next(g for g in draft.groups if g.code == "told_twice")
    assert (twice.column, [e.row for e in twice.examples]) == ("营业总收入", [2, 6])
    assert (draft.rows, draft.refused) == (0, 5)
    told = list(csv.reader(draft.refused_file.read_text("utf-8-sig").splitlines()))
    assert [line[told[0].index("Row")] for line in told[1:]] == ["2", "3", "4", "5", "6"]


def test_refused_rows_are_written_as_they_come(look, monkeypatch):
    """A file of refused rows only is never held as a whole, and no row is lost or parted."""
    monkeypatch.setattr(limits, "BATCH", 3)
    monkeypatch.setattr(parts, "GROUP_ROWS", 4)
    monkeypatch.setattr(refusals, "AT_ONCE", 3)
    twice = WRONG.replace("100万人民币", "很多")
    draft = look(("a.csv", HEADER + (WRONG + twice) * 20))
    assert draft.refused == 40
    text = draft.refused_file.read_text("utf-8-sig")
    told = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [int(row["Row"]) for row in told] == list(range(2, 42))
    assert [row["Why it was refused"].count(": 2020-13-06; expected: ") for row in told] == [1] * 40
    assert [row["Why it was refused"].count("注册资金: 很多; ") for row in told] == [0, 1] * 20
    assert {row["企业名称"] for row in told} == {"'=乙芯片有限公司"}


def test_rows_of_own_tables_keep_the_rules_of_the_data(look):
    path = ROOT / "data" / "funding_rounds.csv"
    head, first, second, *_ = csv.reader(path.read_text("utf-8").splitlines())
    second[head.index("row_id")] = "rnd-0000ffff"
    second[head.index("company_id")] = "nobody"
    out = io.StringIO()
    csv.writer(out).writerows([head, first, second])
    draft = look(("funding_rounds.csv", out.getvalue()))
    assert (draft.rows, draft.refused, draft.duplicates) == (1, 1, 1)
    assert {(e.file, e.row) for g in draft.groups for e in g.examples} == {
        ("funding_rounds.csv", 3)
    }
    assert "nobody" in draft.refused_file.read_text("utf-8-sig")


def test_many_files_are_read_by_processes_with_the_same_answer(look, tmp_path, monkeypatch):
    files = []
    for number in range(6):
        path = tmp_path / f"{number}.csv"
        path.write_text(HEADER + RIGHT.replace("甲", f"甲{number}") + WRONG, "utf-8")
        files.append(Upload(path.name, path.stat().st_size, partial(opened, path)))
    alone = look(*files)
    monkeypatch.setattr(workers, "SMALL", 0)
    said = []
    together = look(*files, say=said.append)
    assert (together.id, together.rows, together.refused) == (alone.id, 6, 6)
    assert together.groups == alone.groups
    assert said[-2:] == ["6 of 6 files, 12 rows", WORDS("intake.checking")]


def opened(path: Path) -> io.BufferedReader:
    return path.open("rb")


def test_a_draft_of_a_process_that_is_gone_is_cleared(look, tmp_path):
    left = tmp_path / "imports" / "draft-left"
    left.mkdir(parents=True)
    (left / ".lock").write_text("")
    mine, another = look(("a.csv", HEADER + RIGHT)), look(("b.csv", HEADER + RIGHT))
    assert not left.exists()
    assert mine.folder.exists()
    assert another.folder.exists()


def test_what_stops_a_dry_run_leaves_nothing(look, tmp_path):
    def give_up(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look(("a.csv", HEADER + RIGHT), say=give_up)
    assert list((tmp_path / "imports").iterdir()) == []


def test_a_visits_draft_becomes_an_import_of_all(look, tmp_path):
    draft = look(("a.csv", HEADER + RIGHT))
    one = accept(draft, folder=tmp_path / "shared")
    assert [i.id for i in imports(tmp_path / "shared")] == [one.id]
    assert list((tmp_path / "imports").iterdir()) == []
