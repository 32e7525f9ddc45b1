"""What travels while a file is taken in: an upload, its text, and what the text means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

import pyarrow as pa

Kind = Literal["registry", "funding", "statements", "tables"]

# What a file can say of a company, a deal or a period, as text; a row's number as a spreadsheet
# counts it stands before. Only these are ever read: personal columns have no field.
REGISTRY_TEXT = (
    "name", "credit_code", "founded_on", "ended_on", "status", "capital", "province", "city",
    "industry", "business_scope", "company_type", "approved_on",
)  # fmt: skip
FUNDING_TEXT = ("company", "announced_on", "round", "amount", "investors", "valuation")
STATEMENT_TEXT = ("company", "ticker", "period_end", "metric", "value", "announced_on")

# The companies of a registry, one row a row of the file.
REGISTRY = pa.schema(
    [
        pa.field("row", pa.int64(), False),  # as a spreadsheet counts it: the header is 1
        pa.field("name", pa.string(), False),
        pa.field("credit_code", pa.string()),  # 18 characters, checksum verified
        pa.field("founded_on", pa.date32()),
        pa.field("ended_on", pa.date32()),  # cancelled or revoked, as told, never guessed
        pa.field("status", pa.string()),  # active, cancelled, revoked, moved, other
        pa.field("capital", pa.float64()),  # base unit of capital_currency
        pa.field("capital_currency", pa.string()),  # ISO 4217
        pa.field("province", pa.string()),  # GB/T 2260 short name: 广东
        pa.field("city", pa.string()),  # GB/T 2260 short name: 深圳
        pa.field("industry", pa.string()),
        pa.field("business_scope", pa.string()),
        pa.field("company_type", pa.string()),
        pa.field("approved_on", pa.date32()),
    ]
)

# A refused row: where, why, and what it said, without anything personal.
REFUSED = pa.schema(
    [
        pa.field("row", pa.int64(), False),
        pa.field("code", pa.string(), False),  # words `problem.<code>`
        pa.field("column", pa.string()),  # header as the file spells it
        pa.field("found", pa.string(), False),
        pa.field("cells", pa.map_(pa.string(), pa.string()), False),  # field -> text
    ]
)


@dataclass(frozen=True)
class Upload:
    """A file to be read: its name, and a way to open it; it may be opened more than once."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True)
class Recognised:
    """What a file was found to be.

    Attributes:
        file: its name.
        format: name in FORMATS.
        kind: what its rows are.
        columns: header as the file spells it, by field; of statements also by metric (营业总收入)
            or by the last day of a period (20240630), whichever its columns of numbers are.
        dropped: headers with personal data, which are not read.
        unused: other headers without a field.
        header_row: as a spreadsheet counts it.
        encoding, delimiter, sheet: as far as the container has them.
        notices: what stands above the header, with its row.
    """

    file: str
    format: str
    kind: Kind
    columns: Mapping[str, str]
    dropped: Sequence[str] = ()
    unused: Sequence[str] = ()
    header_row: int = 1
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    notices: Sequence[tuple[int, str]] = ()


def no_refusals() -> pa.Table:
    """An empty table of refused rows."""
    return REFUSED.empty_table()


@dataclass(frozen=True)
class TextBatch:
    """Rows of a file as text: `row` (int64) and a string column a field; rows that fell apart.

    Attributes:
        rows: every field of the kind; an empty cell, or one of a column the file has not, is null.
        notices: remarks among or below the rows, with their row: they are no data.
    """

    recognised: Recognised
    rows: pa.Table
    refused: pa.Table = field(default_factory=no_refusals)
    notices: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True)
class Meant:
    """What a batch means.

    Attributes:
        rows: REGISTRY, or rows of a table of the project, by table name.
        refused: REFUSED; a row with several faults stands here several times.
    """

    rows: Mapping[str, pa.Table]
    refused: pa.Table
