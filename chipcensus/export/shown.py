"""What a figure's table says in a document: the list on the screen, else the answer's rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from chipcensus.export.exhibit import Exhibit
from chipcensus.export.table import Table, columns_shown, table
from chipcensus.i18n import Words
from chipcensus.units import MISSING

# Columns a page has no room for: bounds, flags, how exactly a day is known.
ASIDE = re.compile(r"_low$|_high$|_precision$|^range_|^is_|_until$|^period_start$|_rate$|^printed")


def table_of(exhibit: Exhibit) -> Table:
    """The list that stands in place of a chart as it is read, else the answer's table."""
    listing = exhibit.listing
    return table(exhibit.result, exhibit.words) if listing is None else _listed(listing)


def narrow_table_of(exhibit: Exhibit, columns: int) -> Table:
    """The same with at most so many columns: bounds and flags go first, then what never differs."""
    whole = table_of(exhibit)
    if len(whole.labels) <= columns:
        return whole
    kept = list(range(len(whole.labels)))
    if exhibit.listing is None:
        fields = columns_shown(exhibit.result, exhibit.words)
        kept = [n for n in kept if not ASIDE.search(fields[n].name)]
        differing = [n for n in kept if len({row[n] for row in whole.rows}) > 1]
        kept = [n for n in kept if n in differing or n in kept[:1]] if len(whole.rows) > 1 else kept
    kept = kept[:columns]
    return Table(
        [whole.labels[n] for n in kept],
        [whole.numeric[n] for n in kept],
        [[row[n] for n in kept] for row in whole.rows],
        len(whole.labels) - len(kept),
    )


def cut_short(whole: Table, rows: int, words: Words) -> str:
    """What of a table is not printed where its first `rows` are; "" where all of it is."""
    said = []
    if rows < len(whole.rows):
        said.append(words("export.first_rows", shown=rows, count=len(whole.rows)))
    if whole.without:
        said.append(words("export.more_columns", count=whole.without))
    return " ".join(said)


def _listed(listing: Mapping[str, Any]) -> Table:
    columns = listing["columns"]
    return Table(
        [_head(column) for column in columns],
        [bool(column.get("numeric")) for column in columns],
        [[_cell(cell) for cell in row["cells"]] for row in listing["rows"]],
    )


def _head(column: Mapping[str, Any]) -> str:
    cell = column.get("cell")
    return _cell(cell) if cell else str(column.get("label") or "")


def _cell(cell: Mapping[str, Any]) -> str:
    """A cell's text with the small note below it; what is unknown is a dash."""
    note = cell.get("note") or ""
    text = str(cell.get("text") or "")
    parts: Sequence[str] = [part for part in (text, str(note)) if part]
    return "\n".join(parts) or MISSING
