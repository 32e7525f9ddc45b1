"""What errors carry: what is wrong with a file's cell, or with a parameter of an address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One cell, row or file that breaks a rule.

    Attributes:
        file: name of the file.
        row: row as a spreadsheet counts it (the header is 1), or None for the whole file.
        column: name(s) of the column, or None.
        found: what came, as text.
        expected: the rule, in words or as SQL.
        remedy: the way out.
    """

    file: str
    row: int | None
    column: str | None
    found: str
    expected: str
    remedy: str = ""

    def __str__(self) -> str:
        """Say where, what came, what was expected and the way out, in one line."""
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}")
        text = f"{', '.join(place)}: found {self.found}; expected {self.expected}."
        return f"{text} {self.remedy}".rstrip()


@dataclass(frozen=True)
class Slip:
    """A parameter of an address that does not fit.

    Attributes:
        parameter: its name.
        found: what came, cut short.
        detail: what is wrong, in one line.
        allowed: every value that would do, or what one looks like.
    """

    parameter: str
    found: str
    detail: str
    allowed: Sequence[str] | str
