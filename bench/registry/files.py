"""Companies as files: open dump, company list, Parquet; and what can be wrong with a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import xlsxwriter

from bench.registry import phrases
from bench.registry.companies import Drawn, Plan, draw, parts
from bench.registry.spelling import spelled, text
from bench.registry.truth import Truth

OPEN_DUMP = {
    "企业名称": "name", "统一社会信用代码": "credit_code", "注册日期": "founded_on",
    "企业类型": "company_type", "法人代表": "person", "注册资金": "capital",
    "经营范围": "business_scope", "所在省份": "province", "地区": "city", "注册地址": "address",
}  # fmt: skip
COMPANY_LIST = {
    "企业名称": "name", "登记状态": "status", "法定代表人": "person", "注册资本": "capital",
    "成立日期": "founded_on", "核准日期": "approved_on", "注销日期": "ended_on",
    "所属省份": "province", "所属城市": "city", "电话": "phone", "邮箱": "email",
    "统一社会信用代码": "credit_code", "企业类型": "company_type", "国标行业": "industry",
    "注册地址": "address", "经营范围": "business_scope",
}  # fmt: skip
ENCODINGS = {"utf8": "utf-8", "bom": "utf-8-sig", "gb18030": "gb18030", "utf16": "utf-16"}
# What rows of a CSV look like: stray quotes, line breaks in fields, the last row cut in two.
LOOKS = ("quotes", "breaks", "cut")


@dataclass(frozen=True)
class Dress:
    """How a CSV is written: encoding, and which faults of LOOKS it has."""

    encoding: str = "utf8"
    looks: frozenset[str] = frozenset()


def write_open_dump(plan: Plan, folder: Path, dress: Dress) -> Truth:
    """A CSV a year and province, header first, as the open registry dumps are."""
    truth = Truth(has_status=False)
    for (year, province), several in _by_cell(plan):
        name = f"合成-synthetic-{year}-{province}.csv"
        _write_csv(folder / name, OPEN_DUMP, several, dress, truth, as_list=False)
    return truth


def write_company_list(plan: Plan, folder: Path, dress: Dress) -> Truth:
    """One CSV with a notice above the header and a footnote below the data."""
    truth = Truth(has_status=True)
    drawn = (draw(part) for part in parts(plan))
    _write_csv(folder / "合成-synthetic-list.csv", COMPANY_LIST, drawn, dress, truth, as_list=True)
    return truth


def write_xlsx(plan: Plan, folder: Path, _dress: Dress) -> Truth:
    """One sheet with notices above the header and a footnote; days are cells with dates."""
    truth = Truth(has_status=True)
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(folder / "合成-synthetic-list.xlsx", options) as book:
        sheet = book.add_worksheet("企业列表")
        sheet.write_row(0, 0, [phrases.NOTICE])
        sheet.write_row(2, 0, list(COMPANY_LIST))
        row = 3
        for drawn in (draw(part) for part in parts(plan)):
            truth.add(drawn)
            columns = spelled(drawn, as_list=True)
            cells = [columns[field].to_pylist() for field in COMPANY_LIST.values()]
            for values in zip(*cells, strict=True):
                sheet.write_row(row, 0, values)
                row += 1
        sheet.write_row(row + 1, 0, [phrases.FOOTNOTE])
    return truth


def write_parquet(plan: Plan, folder: Path, _dress: Dress) -> Truth:
    """One file with the columns of a company list; days are dates, what repeats is a dictionary."""
    truth = Truth(has_status=True)
    made = (part for part in parts(plan))
    with ExitStack() as stack:
        writer = None
        for _, chapter in groupby(made, key=lambda part: part.chapter):
            table = _united([_table(draw(part), plan, truth) for part in chapter])
            if writer is None:
                file = folder / "合成-synthetic-list.parquet"
                writer = stack.enter_context(_parquet(file, table.schema))
            writer.write_table(table.cast(writer.schema))
    return truth


def _parquet(file: Path, schema: pa.Schema) -> pq.ParquetWriter:
    repeated = [h for h, field in COMPANY_LIST.items() if field not in ("name", "credit_code")]
    return pq.ParquetWriter(
        file,
        schema.with_metadata({"synthetic": phrases.NOTICE}),
        compression="zstd",
        compression_level=1,
        use_dictionary=repeated,
        dictionary_pagesize_limit=64 << 20,
    )


def _table(drawn: Drawn, plan: Plan, truth: Truth) -> pa.Table:
    truth.add(drawn)
    columns = spelled(drawn, as_list=True, few=True)
    if plan.bad_dates:
        columns["founded_on"] = columns["founded_on"].cast(pa.string())
    return pa.table({header: columns[field] for header, field in COMPANY_LIST.items()})


def _united(tables: list[pa.Table]) -> pa.Table:
    """One table; the scopes of a chapter are one dictionary, too large to be compared each time."""
    scope = "经营范围"
    scopes = [table[scope].chunk(0) for table in tables]
    places = pa.concat_arrays([column.indices for column in scopes])
    rest = pa.concat_tables([table.drop_columns(scope) for table in tables]).unify_dictionaries()
    column = pa.DictionaryArray.from_arrays(places, scopes[0].dictionary)
    return rest.append_column(scope, column)


def _by_cell(plan: Plan) -> Iterator[tuple[tuple[int, str], list[Drawn]]]:
    cell, several = None, []
    for part in parts(plan):
        here = (part.year, part.province.short)
        if cell is not None and here != cell:
            yield cell, several
            several = []
        cell = here
        several.append(draw(part))
    if cell is not None:
        yield cell, several


def _write_csv(
    file: Path,
    headers: dict[str, str],
    several: Iterator[Drawn] | list[Drawn],
    dress: Dress,
    truth: Truth,
    *,
    as_list: bool,
) -> None:
    encoding = ENCODINGS[dress.encoding]
    above = f"{phrases.NOTICE}\n" if as_list else ""
    with file.open("wb") as out:
        out.write(f"{above}{','.join(headers)}\n".encode(encoding))
        for drawn in several:
            columns = spelled(drawn, as_list=as_list)
            rng = np.random.default_rng([drawn.part.plan.seed, drawn.part.number, 7])
            out.write(_encoded(_lines(columns, headers, dress, rng), encoding))
            truth.add(drawn)
        if as_list:
            out.write(_encoded(f"{phrases.FOOTNOTE}\n".encode(), encoding))
    if "cut" in dress.looks:
        _cut(file)


def _encoded(content: pa.Buffer | bytes, encoding: str) -> bytes | pa.Buffer:
    if encoding in ("utf-8", "utf-8-sig"):
        return content
    # Only the first piece of a file carries a byte order mark.
    return bytes(content).decode().encode("utf-16-le" if encoding == "utf-16" else encoding)


def _lines(
    columns: dict[str, pa.Array], headers: dict[str, str], dress: Dress, rng: np.random.Generator
) -> pa.Buffer:
    """Rows as bytes: quotes here and there, and always where a cell has a comma or a break."""
    cells = []
    for field in headers.values():
        column = text(columns[field])
        if field == "business_scope":
            column, broken = _spoiled(column, dress.looks, rng)
        wanted = pa.array(rng.random(len(column)) < (0.5 if field == "business_scope" else 0.05))
        must = pc.match_substring(column, ",") if field in ("capital", "name") else None
        if field == "business_scope":
            must = broken
        quoted = wanted if must is None else pc.or_(wanted, must)
        quotes = pc.if_else(quoted, '"', "")
        cells.append(pc.binary_join_element_wise(quotes, column, quotes, ""))
    rows = pc.binary_join_element_wise(*cells, ",")
    whole = pc.binary_join_element_wise(rows, "", "\n")
    start, end = _ends(whole)
    return whole.buffers()[2].slice(start, end - start)


def _ends(column: pa.StringArray) -> tuple[int, int]:
    offsets = np.frombuffer(column.buffers()[1], np.int32)
    return int(offsets[column.offset]), int(offsets[column.offset + len(column)])


def _spoiled(
    column: pa.Array, looks: frozenset[str], rng: np.random.Generator
) -> tuple[pa.Array, pa.Array]:
    """Scopes with stray quotes or line breaks to begin with; and which have a break."""
    n = len(column)
    if "quotes" in looks:
        chosen = pa.array(rng.random(n) < 0.03)
        column = pc.binary_join_element_wise(pc.if_else(chosen, '从事"合成"业务；', ""), column, "")
    breaks = pa.array(rng.random(n) < (0.03 if "breaks" in looks else 0.0))
    head = pc.if_else(breaks, "主营：\n合成业务；\r\n", "")
    return pc.binary_join_element_wise(head, column, ""), breaks


def _cut(file: Path) -> None:
    """Lose the end of the last row, in the middle of a character: it was there twice."""
    content = file.read_bytes().rstrip(b"\n")
    file.write_bytes(content + b"\n" + content[-61:-1] if content else b"")
