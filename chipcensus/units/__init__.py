"""The one place that formats, parses and computes with printed numbers."""

from chipcensus.units.money import CURRENCIES, currency_of, plain_print, read_money
from chipcensus.units.printing import (
    MINUS,
    MISSING,
    Scale,
    number,
    say,
    say_range,
    scale,
)
from chipcensus.units.reading import Printed, kind_named, read_printed

__all__ = [
    "CURRENCIES",
    "MINUS",
    "MISSING",
    "Printed",
    "Scale",
    "currency_of",
    "kind_named",
    "number",
    "plain_print",
    "read_money",
    "read_printed",
    "say",
    "say_range",
    "scale",
]
