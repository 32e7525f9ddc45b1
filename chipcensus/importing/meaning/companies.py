"""Rows of a company list: what each cell means, and every fault of a row at once."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from chipcensus.i18n import Words
from chipcensus.importing.meaning.amounts import read_capital, unit_of
from chipcensus.importing.meaning.credit_code import read_credit_codes
from chipcensus.importing.meaning.days import Day, read_day, today
from chipcensus.importing.meaning.places import read_place
from chipcensus.importing.meaning.reading import Fault, Reader, spread
from chipcensus.importing.meaning.status import read_status
from chipcensus.importing.meaning.vocabulary import AROUND, blanks, errors, is_blank, tidy
from chipcensus.importing.reading.rows import one_array
from chipcensus.importing.rows import REGISTRY, Meant, TextBatch

TABLE = "registry"


def mean_companies(batch: TextBatch, words: Words, latest: date | None = None) -> Meant:
    """Companies of a registry as REGISTRY; a row with a fault is refused as a whole.

    Args:
        batch: the rows as text.
        words: the reader's language.
        latest: no day lies behind it; None = today, in China.
    """
    reader = Reader(batch, words("problem.nothing"))
    days = {name: _days(reader, name, latest or today()) for name in _DAYS}
    status = reader.column("status", read_status, pa.string())
    capital, currency = _capital(reader)
    province, city = _places(reader)
    columns = {
        "row": one_array(batch.rows.column("row")),
        "name": _names(reader),
        "credit_code": _credit_codes(reader),
        **days,
        "status": status,
        "capital": capital,
        "capital_currency": currency,
        "province": province,
        "city": city,
        "industry": _words(reader, "industry"),
        "business_scope": _long_text(reader, "business_scope"),
        "company_type": _words(reader, "company_type"),
    }
    _contradictions(reader, days["founded_on"], days["ended_on"], status)
    rows = pa.table([columns[name] for name in REGISTRY.names], schema=REGISTRY)
    if reader.faults:
        rows = rows.filter(pa.array(reader.sound()))
    return Meant({TABLE: rows}, reader.refused())


_LOST = r"^\s*\d{15}000\s*$"
_DAYS = ("founded_on", "ended_on", "approved_on")


def _days(reader: Reader, name: str, latest: date) -> pa.Array:
    def read(text: str) -> date | Fault | None:
        found = read_day(text, latest)
        return found.on if isinstance(found, Day) else found

    return reader.column(name, read, pa.date32())


def _names(reader: Reader) -> pa.Array:
    names = pc.utf8_trim(reader.text("name"), AROUND)
    failed = _mask(pc.is_in(pc.utf8_lower(names), pa.array(sorted(errors()))))
    reader.refuse(np.flatnonzero(failed), "cell_error", "name")
    length = np.asarray(pc.utf8_length(names).fill_null(0))
    short = np.flatnonzero(length <= 3)
    empty = [i for i in short if is_blank(names[int(i)].as_py() or "")]
    reader.refuse(np.array(empty, dtype=np.int64), "name_missing", "name")
    return names.fill_null("")


def _credit_codes(reader: Reader) -> pa.Array:
    texts = reader.text("credit_code")
    codes, shapeless, wrong = read_credit_codes(texts)
    failed = _mask(pc.is_in(pc.utf8_lower(texts), pa.array(sorted(errors()))))
    # Fifteen digits is all a spreadsheet keeps of a number. A code may well end so and be right.
    lost = wrong & _mask(pc.match_substring_regex(texts, _LOST))
    reader.refuse(np.flatnonzero(failed), "cell_error", "credit_code")
    reader.refuse(np.flatnonzero(shapeless), "credit_code_shape", "credit_code")
    reader.refuse(np.flatnonzero(lost), "code_as_number", "credit_code")
    reader.refuse(np.flatnonzero(wrong & ~lost), "credit_code_wrong", "credit_code")
    return codes


def _mask(column: pa.Array) -> npt.NDArray[np.bool_]:
    return np.asarray(column.fill_null(False), dtype=bool)


def _capital(reader: Reader) -> tuple[pa.Array, pa.Array]:
    unit = unit_of(reader.batch.recognised.columns.get("capital", ""))
    values, places = reader.values("capital", partial(read_capital, unit=unit))
    amounts = spread([value and value[0] for value in values], places, pa.float64())
    return amounts, spread([value and value[1] for value in values], places, pa.string())


def _places(reader: Reader) -> tuple[pa.Array, pa.Array]:
    """Province and city, read once for each pair of texts."""
    provinces, in_province = reader.values("province", str)
    cities, in_city = reader.values("city", str)
    pairs = (in_province + 1) * (len(cities) + 1) + in_city + 1
    distinct, which = np.unique(pairs, return_inverse=True)
    read = [
        read_place(_at(provinces, pair // (len(cities) + 1)), _at(cities, pair % (len(cities) + 1)))
        for pair in distinct.tolist()
    ]
    province, city = ([pair[side] for pair in read] for side in (0, 1))
    return spread(province, which, pa.string()), spread(city, which, pa.string())


def _at(values: list[Any], number: int) -> str | None:
    """The value counted from 1; 0 = none."""
    return values[number - 1] if number else None


def _words(reader: Reader, name: str) -> pa.Array:
    return reader.column(name, lambda text: None if is_blank(text) else tidy(text), pa.string())


def _long_text(reader: Reader, name: str) -> pa.Array:
    """A text of its own in every row: only what surrounds it is taken away."""
    texts = pc.utf8_trim(reader.text(name), AROUND)
    longest = max(len(word.encode()) for word in blanks())
    is_short = pc.less_equal(pc.binary_length(texts), longest)
    if not pc.any(is_short).as_py():
        return texts
    silent = pc.is_in(texts, pa.array(sorted(blanks())))
    return pc.if_else(silent, pa.scalar(None, pa.string()), texts)


def _contradictions(reader: Reader, founded: pa.Array, ended: pa.Array, status: pa.Array) -> None:
    before = pc.less(ended, founded).fill_null(False)
    reader.refuse(np.flatnonzero(np.asarray(before)), "ended_before_founded", "ended_on")
    going = pc.and_kleene(pc.is_valid(ended), pc.equal(status, "active")).fill_null(False)
    reader.refuse(np.flatnonzero(np.asarray(going)), "ended_but_active", "ended_on")
