"""Rows of a funding list as rows of `funding_rounds`, and of `companies` for those not known."""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from chipcensus.i18n import Words
from chipcensus.importing.meaning.amounts import HOME, read_amount, unit_of
from chipcensus.importing.meaning.days import Day, read_day, today
from chipcensus.importing.meaning.investors import Investors, read_investors
from chipcensus.importing.meaning.known import Known, company_id, new_company
from chipcensus.importing.meaning.reading import Fault, Reader
from chipcensus.importing.meaning.rounds import Round, read_round
from chipcensus.importing.meaning.vocabulary import is_blank, is_error, tidy
from chipcensus.importing.rows import Meant, TextBatch
from chipcensus.units import Printed, plain_print

# What data/schema.sql takes.
CURRENCIES = ("CNY", "USD", "HKD", "EUR")
_LARGEST = 1e15
# Of hexadecimal digits: two of a million rows are alike once in ten million lists.
ID_LENGTH = 16
# Blanks, commas and brackets of any width.
_BESIDE = re.compile(r"[\s,()\uff0c\uff08\uff09]")
_TEXT, _NUMBER, _DAY = pa.string(), pa.float64(), pa.date32()
# Columns of the tables, with the number of the file's row before them; a source has each file.
DEAL = pa.schema(
    [("row", pa.int64()), ("row_id", _TEXT), ("deal_id", _TEXT), ("company_id", _TEXT),
     ("announced_on", _DAY), ("announced_precision", _TEXT), ("round", _TEXT),
     ("amount_low", _NUMBER), ("amount_high", _NUMBER), ("currency", _TEXT), ("amount_is", _TEXT),
     ("proceeds", _TEXT), ("covers", _TEXT), ("lead_investors", _TEXT), ("investors", _TEXT),
     ("post_money_valuation", _NUMBER), ("valuation_currency", _TEXT), ("reported_as", _TEXT),
     ("rounding", _NUMBER), ("qualifier", _TEXT), ("remark", _TEXT), ("source_id", _TEXT)]
)  # fmt: skip
COMPANY = pa.schema(
    [("row", pa.int64())]
    + [(n, _TEXT) for n in ("company_id", "name_zh", "name_en", "country", "segment", "status")]
    + [("source_id", _TEXT)]
)

Record = dict[str, Any]


def mean_deals(
    batch: TextBatch, known: Known, words: Words, source_id: str | None = None,
    latest: date | None = None,
) -> Meant:  # fmt: skip
    """Deals of a list, each row one telling of a deal; a row with a fault is refused as a whole.

    Args:
        batch: the rows as text.
        known: the directory; a company that is not in it gets a row of `companies`.
        words: the reader's language.
        source_id: what the rows rest on; None = told later.
        latest: no day lies behind it; None = today, in China.
    """
    investors = partial(read_investors, firms=known.investors)
    # A refused row too is told without private persons.
    reader = Reader(batch, words("problem.nothing"), {"investors": partial(_shown, investors)})
    headings = batch.recognised.columns
    units = {name: unit_of(headings.get(name, "")) for name in ("amount", "valuation")}
    readings: dict[str, Callable[[str], Any]] = {
        "company": tidy,
        "announced_on": partial(read_day, latest=latest or today(), precision="month"),
        "round": read_round,
        "amount": partial(_money, unit=units["amount"]),
        "investors": investors,
        "valuation": partial(_money, unit=units["valuation"]),
    }
    columns = {name: _column(reader, name, read) for name, read in readings.items()}
    names = columns["company"]
    for code, is_so in (("cell_error", is_error), ("company_missing", _is_missing)):
        wrong = [i for i, name in enumerate(names) if is_so(name or "")]
        reader.refuse(np.array(wrong, dtype=np.int64), code, "company")
    told = [row | {f"{n}_unit": unit for n, unit in units.items()} for row in _told(reader)]
    sound = np.flatnonzero(reader.sound()).tolist()
    records: list[Record] = []
    companies: dict[str, Record] = {}
    for i in sound:
        cells = {name: column[i] for name, column in columns.items()}
        record, company = _deal(cells, told[i], known)
        records.append(record | {"source_id": source_id})
        if company:
            row = {"row": told[i]["row"], **company, "source_id": source_id}
            companies.setdefault(company["company_id"], row)
    tables = {
        "companies": pa.Table.from_pylist(list(companies.values()), COMPANY),
        "funding_rounds": pa.Table.from_pylist(records, DEAL),
    }
    return Meant(tables, reader.refused())


def row_id(prefix: str, *parts: object) -> str:
    """The id of a row by what it says; its source joins it once that is known."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()
    return f"{prefix}-{digest[:ID_LENGTH]}"


def _is_missing(name: str) -> bool:
    return is_blank(name) and not is_error(name)


def _shown(read: Callable[[str], Investors], text: str) -> str:
    found = read(text)
    return ";".join(names for names in (found.lead, found.others) if names)


def _column(reader: Reader, name: str, read: Callable[[str], Any]) -> list[Any]:
    values, places = reader.values(name, read)
    return [values[place] if place >= 0 else None for place in places]


def _told(reader: Reader) -> list[Record]:
    return list(reader.batch.rows.to_pylist())


def _money(text: str, unit: str) -> Printed | Fault | None:
    """An amount in a currency of the tables; one that is at most so much is not told."""
    printed = read_amount(text, unit)
    if not isinstance(printed, Printed):
        return printed
    if (printed.kind or HOME) not in CURRENCIES:
        return Fault("currency_not_kept")
    if max(printed.value, printed.top or 0) > _LARGEST:
        return Fault("amount_unreadable")
    return printed


def _deal(cells: Record, told: Record, known: Known) -> tuple[Record, Record | None]:
    """A row of `funding_rounds`, and the company's row where it is not known."""
    name, day, found = cells["company"], cells["announced_on"], cells["round"] or Round("other")
    company = known.company(name)
    new = None if company else new_company(name)
    company = company or company_id(name)
    investors = cells["investors"] or Investors()
    on, month = _announced(day)
    record = {
        "row": told["row"],
        "row_id": row_id("rnd", *(f"{n}={v}" for n, v in sorted(told.items()) if n != "row")),
        "deal_id": f"{company}-{found.name}-{month}",
        "company_id": company,
        "announced_on": on,
        "announced_precision": day.precision if day else None,
        "round": found.name,
        "covers": "whole_round",
        "lead_investors": investors.lead,
        "investors": investors.others,
        "remark": found.word or None,
        **_sums(cells, told),
    }
    return record, new


def _announced(day: Day | None) -> tuple[date | None, str]:
    """The day as the table has it, of a month its last; and the month in the name of the deal."""
    if day is None:
        return None, "undated"
    on = day.on
    if day.precision == "month":
        on = on.replace(day=monthrange(on.year, on.month)[1])
    return on, f"{on:%Y-%m}"


def _sums(cells: Record, told: Record) -> Record:
    """Amount and valuation; what is printed of the one that is told first."""
    amount, valuation = cells["amount"], cells["valuation"]
    if isinstance(amount, Printed) and amount.qualifier == "at_most":
        amount = None
    if isinstance(valuation, Printed) and valuation.qualifier == "at_most":
        valuation = None
    speaks = amount or valuation
    field = "amount" if amount or not valuation else "valuation"
    printed = _print((told.get(field) or "").strip(), told[f"{field}_unit"])
    return {
        "amount_low": amount and amount.value,
        "amount_high": amount and _upper(amount),
        "currency": amount and (amount.kind or HOME),
        "amount_is": _amount_is(amount),
        "post_money_valuation": valuation and valuation.value,
        "valuation_currency": valuation and (valuation.kind or HOME),
        "reported_as": printed or "–",
        "rounding": speaks and speaks.rounding,
        "qualifier": speaks.qualifier if speaks else "as_printed",
    }


def _print(text: str, unit: str) -> str:
    """The print with its heading's unit; what has signs for digits is told in digits too."""
    if re.fullmatch(r"[\d,. ]+", text):
        return text + unit
    plain = plain_print(text)
    is_plain = _BESIDE.sub("", text) == _BESIDE.sub("", plain) or not re.search(r"\d", plain)
    return text if is_plain else f"{text} ({plain})"


def _upper(amount: Printed) -> float | None:
    if amount.qualifier == "at_least":
        return None
    return amount.top or amount.value


def _amount_is(amount: Printed | None) -> str:
    if amount is None:
        return "undisclosed"
    if amount.qualifier == "at_least":
        return "at_least"
    if amount.qualifier == "about" or amount.top is not None:
        return "approximate"
    # A figure of two digits and zeros is a round one.
    digits = f"{amount.value:.0f}".rstrip("0")
    return "rounded" if len(digits) <= 2 else "exact"
