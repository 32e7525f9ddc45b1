"""Lines of statements of listed companies as rows of `financials`."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache, partial
from typing import Any

import numpy as np
import pyarrow as pa

from chipcensus.i18n import Words
from chipcensus.importing.meaning.days import Day, read_day, today
from chipcensus.importing.meaning.deals import row_id
from chipcensus.importing.meaning.known import Known
from chipcensus.importing.meaning.reading import Fault, Reader
from chipcensus.importing.meaning.vocabulary import (
    by_word,
    fold,
    is_blank,
    is_error,
    tidy,
    vocabulary,
)
from chipcensus.importing.rows import Meant, TextBatch
from chipcensus.units import Printed, read_money

_TEXT, _NUMBER, _DAY = pa.string(), pa.float64(), pa.date32()
FINANCIAL = pa.schema(
    [("row", pa.int64()), ("row_id", _TEXT), ("company_id", _TEXT), ("metric", _TEXT),
     ("period_start", _DAY), ("period_end", _DAY), ("fiscal_label", _TEXT), ("value", _NUMBER),
     ("currency", _TEXT), ("yoy_reported", _NUMBER), ("basis", _TEXT), ("audited", _TEXT),
     ("reported_as", _TEXT), ("rounding", _NUMBER), ("qualifier", _TEXT), ("remark", _TEXT),
     ("source_id", _TEXT)]
)  # fmt: skip
# Month and day on which a Chinese period ends, and its name.
PERIODS = {(3, 31): "Q1-", (6, 30): "H1-", (9, 30): "9M-", (12, 31): "FY"}
PROFITS = {
    "gross_profit", "operating_income", "net_profit_attributable", "net_profit_excl_nonrecurring",
}  # fmt: skip
_LARGEST = 1e15
# Beyond so many steps the last digit is finer than a float of that size.
_STEPS = 1e12
_SCIENTIFIC = re.compile(r"[-+]?\d(?:\.\d+)?[eE][-+]?\d{1,2}")

Record = dict[str, Any]


def mean_statements(
    batch: TextBatch, known: Known, words: Words, source_id: str | None = None,
    latest: date | None = None,
) -> Meant:  # fmt: skip
    """Lines of statements of companies of the directory, in yuan, as a database arranges them.

    A line that `financials` has no metric for says nothing here and is left out without a word; a
    company that is not in the directory is refused.

    Args:
        batch: a row a number: company or ticker, period, metric, value.
        known: the directory.
        words: the reader's language.
        source_id: what the rows rest on; None = told later.
        latest: no period ends behind it; None = today, in China.
    """
    lines, reader = _reading(batch, words)
    keys, values = _read_lines(reader, known, batch.recognised.format, latest or today())
    _refuse_twice(reader, keys, values)
    told = lines.rows.column("row").to_pylist() if len(reader) else []
    texts = _texts(lines, "value")
    records: dict[tuple[Any, ...], Record] = {}
    for i in np.flatnonzero(reader.sound()).tolist():
        if values[i] is not None and keys[i] not in records:
            row = _record(keys[i], values[i], texts[i])
            records[keys[i]] = {"row": told[i], **row, "source_id": source_id}
    rows = pa.Table.from_pylist(list(records.values()), FINANCIAL)
    return Meant({"financials": rows}, reader.refused())


def sound_lines(batch: TextBatch, known: Known, words: Words) -> tuple[pa.Table, pa.Table]:
    """The lines of a batch that `mean_statements` would take, as text, and the refused ones.

    Whether a figure is told with two numbers is not looked at: the other may stand anywhere in the
    file, so that is settled by `mean_statements` of all sound lines.
    """
    lines, reader = _reading(batch, words)
    _read_lines(reader, known, batch.recognised.format, today())
    return lines.rows.filter(pa.array(reader.sound())), reader.refused()


def _read_lines(
    reader: Reader, known: Known, file_format: str, latest: date
) -> tuple[list[tuple[Any, ...]], list[Any]]:
    """What each line is a figure of (company, metric, period), and the figure; faults are noted."""
    periods = _column(reader, "period_end", partial(_period, latest=latest))
    values = _column(reader, "value", _number)
    metrics = [_metric(text, file_format) for text in _texts(reader.batch, "metric")]
    companies = _companies(reader, known)
    unsaid = [text is None or is_blank(text) for text in _texts(reader.batch, "period_end")]
    _refuse(reader, unsaid, "period_missing", "period_end")
    pairs = zip(values, metrics, strict=True)
    losses = [bool(v and v.value < 0 and metric not in PROFITS) for v, metric in pairs]
    _refuse(reader, losses, "number_negative", "value")
    return list(zip(companies, metrics, periods, strict=True)), values


def _reading(batch: TextBatch, words: Words) -> tuple[TextBatch, Reader]:
    """The lines the tables have a metric for, ready to be read."""
    lines, columns = _lines(batch), batch.recognised.columns
    # What no column tells the name of the file does; a number stands below its metric or period.
    told = {n: words("problem.file_name") for n in ("ticker", "period_end") if n not in columns}
    own = columns.get("value", "value")
    days = [day and day.replace("-", "") for day in _texts(lines, "period_end")]
    places = zip(_texts(lines, "metric"), days, strict=True)
    above = [columns.get(metric or "", columns.get(day or "", own)) for metric, day in places]
    headings = {**told, "value": pa.array(above, pa.string())}
    return lines, Reader(lines, words("problem.nothing"), headings=headings)


def _lines(batch: TextBatch) -> TextBatch:
    """The rows whose metric the tables have."""
    found = [_metric(text, batch.recognised.format) for text in _texts(batch, "metric")]
    kept = pa.array([metric is not None for metric in found], pa.bool_())
    return TextBatch(batch.recognised, batch.rows.filter(kept), batch.refused)


def _texts(batch: TextBatch, name: str) -> list[str | None]:
    if name not in batch.rows.column_names:
        return [None] * batch.rows.num_rows
    return list(batch.rows.column(name).to_pylist())


def _column(reader: Reader, name: str, read: Any) -> list[Any]:
    values, places = reader.values(name, read)
    return [values[place] if place >= 0 else None for place in places]


def _refuse(reader: Reader, at_fault: list[bool], code: str, name: str) -> None:
    reader.refuse(np.flatnonzero(np.array(at_fault, dtype=bool)), code, name)


def _companies(reader: Reader, known: Known) -> list[str | None]:
    """The companies of the rows; of one that is not known the first row tells for all."""
    tickers, names = _texts(reader.batch, "ticker"), _texts(reader.batch, "company")
    pairs = list(zip(names, tickers, strict=True))
    found = {pair: known.company(*pair) for pair in set(pairs)}
    column = "ticker" if any(tickers) else "company"
    _refuse(reader, [found[pair] is None for pair in pairs], "company_unknown", column)
    return [found[pair] for pair in pairs]


def _refuse_twice(reader: Reader, keys: list[tuple[Any, ...]], values: list[Any]) -> None:
    """Refuse a figure that is told with two numbers; told twice alike it counts once."""
    told: dict[tuple[Any, ...], set[float]] = {}
    for key, value in zip(keys, values, strict=True):
        if value is not None and None not in key:
            told.setdefault(key, set()).add(value.value)
    _refuse(reader, [len(told.get(key, ())) > 1 for key in keys], "told_twice", "value")


@lru_cache(maxsize=10_000)
def _period(text: str, latest: date) -> Day | Fault | None:
    found = read_day(text, latest)
    if isinstance(found, Day) and (found.on.month, found.on.day) not in PERIODS:
        return Fault("period_unknown")
    return found


def _number(text: str) -> Printed | Fault | None:
    if is_error(text):
        return Fault("cell_error")
    if is_blank(text):
        return None
    printed = read_money(_written_out(text), "")
    # A number with a range or a step in words is no line of a statement.
    if printed is None or printed.qualifier != "as_printed" or printed.top is not None:
        return Fault("number_unreadable")
    if abs(printed.value) > _LARGEST or printed.kind not in ("", "CNY"):
        return Fault("number_unreadable")
    return printed


def _written_out(text: str) -> str:
    """A number without exponent: programs write 1.2e+10."""
    plain = tidy(text)
    return f"{float(plain):f}".rstrip("0").rstrip(".") if _SCIENTIFIC.fullmatch(plain) else plain


def _record(key: tuple[Any, ...], printed: Printed, text: str | None) -> Record:
    company, metric, period = key
    end, value, rounding = period.on, printed.value, printed.rounding
    if rounding < 1 and abs(value) / rounding > _STEPS:
        value, rounding = float(round(value)), 1.0
    label = PERIODS[end.month, end.day]
    return {
        "row_id": row_id("fin", company, metric, end, printed.value),
        "company_id": company,
        "metric": metric,
        "period_start": date(end.year, 1, 1),
        "period_end": end,
        "fiscal_label": f"{label}{end.year}",
        "value": value,
        "currency": "CNY",
        "basis": "standardised",
        "audited": "unknown",
        "reported_as": _written_out(text or ""),
        "rounding": rounding,
        "qualifier": "as_printed",
    }


@lru_cache(maxsize=10_000)
def _metric(text: str | None, file_format: str) -> str | None:
    if text is None:
        return None
    own = _metrics(file_format)
    return own.get(fold(text)) or _metrics("any").get(fold(text))


@cache
def _metrics(file_format: str) -> dict[str, str]:
    return by_word(vocabulary()["metrics"].get(file_format, {}))
