"""Amounts of money of a list: read by chipcensus.units, with the unit its heading tells."""

from __future__ import annotations

import re
from functools import lru_cache

from chipcensus.importing.meaning.reading import Fault
from chipcensus.importing.meaning.vocabulary import is_blank, is_error, tidy, vocabulary
from chipcensus.units import Printed, currency_of, kind_named, read_money

HOME = "CNY"
_IN_BRACKETS = re.compile(r"[(\[/::]\s*([^)\]]+?)\s*[)\]]?$")


@lru_cache(maxsize=1_000)
def unit_of(heading: str) -> str:
    """The unit a heading tells, e.g. 万元 of 注册资本(万元); "" = none."""
    found = _IN_BRACKETS.search(tidy(heading))
    unit = found[1].removeprefix(vocabulary()["unit"]).lstrip(":") if found else ""
    return unit if kind_named(unit) or currency_of(unit) else ""


@lru_cache(maxsize=100_000)
def read_amount(text: str, unit: str) -> Printed | Fault | None:
    """An amount with its interval; kind is its currency, yuan where none is named.

    Args:
        text: as printed.
        unit: what the heading tells; acts where the cell has none.

    Returns:
        None where the cell says nothing.
    """
    if is_error(text):
        return Fault("cell_error")
    if is_blank(text):
        return None
    printed = read_money(text, unit)
    if printed is None:
        return Fault("amount_unreadable")
    if printed.value < 0:
        return Fault("amount_negative")
    if printed.value and not unit and re.fullmatch(r"[\d,. ]+", tidy(text)):
        return Fault("amount_without_unit")
    return printed


def read_capital(text: str, unit: str) -> tuple[float, str] | Fault | None:
    """A registered capital: one amount and its currency, ISO 4217."""
    printed = read_amount(text, unit)
    if not isinstance(printed, Printed):
        return printed
    if printed.top is not None or printed.qualifier != "as_printed":
        return Fault("amount_not_one")
    return printed.value, printed.kind or HOME
