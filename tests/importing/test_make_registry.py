"""The made-up registries: their files say what their truth says."""

import io
from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from bench.make_registry import make
from bench.registry.companies import Plan
from bench.registry.files import COMPANY_LIST, ENCODINGS, OPEN_DUMP, Dress
from bench.registry.phrases import MARK, NOTICE
from bench.registry.spelling import BAD_DATES

SOME = {"years": (2010, 2022), "provinces": ("北京", "广东", "新疆")}
FAULTY = Plan(6_000, seed=3, duplicates=0.05, bad_dates=0.01, wrong_codes=0.02, **SOME)
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.fixture(scope="module")
def parquet(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parquet")
    truth = make(FAULTY, "parquet", folder)
    (file,) = folder.iterdir()
    return truth, pq.read_table(file), file


def is_right(code):
    value = sum(SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return SIGNS[-value % 31] == code[17]


def standing(table):
    """Companies by hand: what can be read, once each, as it was last approved."""
    latest = {}
    for row in table.to_pylist():
        code = row["统一社会信用代码"]
        if code and len(code) == 18 and not is_right(code):
            continue
        if row["成立日期"] in BAD_DATES:
            continue
        key = code if code and len(code) == 18 else row["企业名称"]
        if key not in latest or row["核准日期"] >= latest[key]["核准日期"]:
            latest[key] = row
    return list(latest.values())


def test_truth_is_what_counting_by_hand_gives(parquet):
    truth, table, _ = parquet
    rows = standing(table)
    assert (len(table), len(rows)) == (truth.rows, truth.companies) == (6_000, len(rows))
    assert truth.refused["rows"] > 0
    assert 200 < truth.duplicates < 400
    assert Counter(row["成立日期"][:7] for row in rows) == truth.entered()
    gone = [row["注销日期"] for row in rows if row["注销日期"]]
    assert Counter(f"{day:%Y-%m}" for day in gone) == truth.left()
    spells = truth.by_spell()
    assert sum(spells.values()) == truth.companies - truth.untold.sum()
    assert Counter(row["登记状态"] for row in rows)["注销"] == truth.status["cancelled"]
    assert sum(truth.by_province().values()) == sum(truth.cities.values()) == truth.companies


def test_everything_says_that_it_is_synthetic(parquet):
    _, table, file = parquet
    assert pc.all(pc.starts_with(table["企业名称"], MARK)).as_py()
    assert table.schema.metadata[b"synthetic"].decode() == NOTICE
    assert "合成" in file.name
    assert "synthetic" in file.name


def test_no_two_companies_share_a_name_or_a_code(tmp_path):
    make(Plan(20_000, seed=1, **SOME), "parquet", tmp_path)
    (file,) = tmp_path.iterdir()
    table = pq.read_table(file)
    codes = table["统一社会信用代码"].drop_null()
    assert pc.count_distinct(table["企业名称"]).as_py() == len(table)
    assert pc.count_distinct(codes).as_py() == len(codes)
    whole = [code for code in codes.to_pylist() if len(code) == 18]
    assert all(map(is_right, whole))
    assert len(whole) > 0.95 * len(codes)
    lengths = pc.utf8_length(table["经营范围"].cast(pa.string()))
    assert pc.min(lengths).as_py() >= 200
    assert pc.max(lengths).as_py() <= 600


def test_the_same_plan_gives_the_same_bytes_and_another_seed_others(tmp_path):
    found = []
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        make(Plan(500, seed=seed, **SOME), "list-csv", tmp_path / name)
        found += [file.read_bytes() for file in (tmp_path / name).iterdir()]
    assert found[0] == found[1] != found[2]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_open_dump_has_a_file_a_year_and_province(tmp_path, encoding):
    truth = make(
        Plan(200, seed=2, **SOME), "open-dump", tmp_path, Dress(encoding, frozenset({"breaks"}))
    )
    files = list(tmp_path.iterdir())
    assert len(files) == 13 * 3
    options = pa_csv.ParseOptions(newlines_in_values=True)
    texts = [file.read_bytes().decode(ENCODINGS[encoding]) for file in files]
    tables = [pa_csv.read_csv(io.BytesIO(text.encode()), parse_options=options) for text in texts]
    assert sum(map(len, tables)) == truth.rows == truth.companies == 200
    assert all(table.column_names == list(OPEN_DUMP) for table in tables)
    assert not truth.left()
    assert not truth.status


def test_a_sheet_has_notices_above_and_below(tmp_path):
    truth = make(Plan(300, **SOME), "list-xlsx", tmp_path)
    (file,) = tmp_path.iterdir()
    book = load_workbook(file, read_only=True)
    rows = list(book.active.iter_rows(values_only=True))
    book.close()
    assert rows[0][0] == NOTICE
    assert list(rows[2]) == list(COMPANY_LIST)
    assert len(rows) == 3 + truth.rows + 2


def test_stray_quotes_and_a_cut_end_are_there_when_ordered(tmp_path):
    looks = frozenset({"quotes", "cut"})
    make(Plan(2_000, **SOME), "list-csv", tmp_path, Dress("utf8", looks))
    (file,) = tmp_path.iterdir()
    content = file.read_bytes()
    assert content.count('从事"合成"业务'.encode()) > 20
    with pytest.raises(UnicodeDecodeError):
        content.decode()
