"""Colours and number formats that charts of PowerPoint and of Excel share."""

from __future__ import annotations

from collections.abc import Sequence

INK, MUTED, RULE = "1b1f24", "59616b", "e6e8eb"
CLOSE = 0.006  # of a number printed with three digits


def says(text: str, value: float | None) -> bool:
    """Whether a label is nothing but the value, printed with three digits or all."""
    try:
        told = float(text.replace(",", "").replace("−", "-").replace("+", ""))
    except ValueError:
        return False
    return value is not None and abs(told - value) <= CLOSE * abs(value)


def form(values: Sequence[float | None]) -> str:
    """A number format that prints values with about three digits, as the screen does."""
    told = [value for value in values if value]
    if not told:
        return "General"
    if all(value < 0 for value in told):
        return "[<=-100]-#,##0;[<=-10]-0.0;-0.00"
    if min(map(abs, told)) < 1 and max(told) < 10:
        return "[>=1]0.00;0.000" if min(told) > 0 else "0.00"
    return "[>=100]#,##0;[>=10]0.0;0.00" if min(told) > 0 else "#,##0.0"
