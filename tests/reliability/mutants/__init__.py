"""Files as they should not be: good ones spoilt in every way, the same one for the same number."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from mutants.anything import another_ending, compressed, cut, flipped, noise, shuffled
from mutants.goods import GOOD
from mutants.tables import hollow_parquet, lying_parquet, odd_types, parquet_bomb
from mutants.texts import (
    ends_and_delimiters,
    headers,
    huge_cell,
    many_columns,
    many_short_rows,
    nulls,
    odd_cells,
    one_long_quote,
    quotes,
    wrong_encoding,
)
from mutants.workbooks import (
    bomb,
    entities,
    lying_zip,
    member_gone,
    member_spoilt,
    odd_book_cells,
    odd_sheet,
    other_zip,
    wide_book,
)

__all__ = ["DEEDS", "GOOD", "Mutant", "mutant"]

DEEDS: tuple[Callable[[random.Random], tuple[str, bytes]], ...] = (
    cut, flipped, wrong_encoding, odd_cells, quotes, bomb, nulls, noise, member_spoilt,
    odd_sheet, huge_cell, many_columns, odd_types, lying_parquet, odd_book_cells, headers,
    ends_and_delimiters, member_gone, lying_zip, entities, shuffled, another_ending,
    wide_book, one_long_quote, many_short_rows, other_zip, parquet_bomb, hollow_parquet,
    compressed,
)  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A spoilt file: what was done to it, its name, what it holds."""

    deed: str
    name: str
    content: bytes


def mutant(number: int) -> Mutant:
    """The file of a number: every deed in turn, on other files with other chances each time."""
    chance = random.Random(f"mutant {number}")
    deed = DEEDS[number % len(DEEDS)]
    name, content = deed(chance)
    return Mutant(deed.__name__, name, content)
