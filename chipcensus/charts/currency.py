"""Amounts of several currencies: never on one axis unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chipcensus.i18n import Words
from chipcensus.result import Row


def one_currency(rows: Sequence[Row], words: Words) -> tuple[list[Row], tuple[str, ...]]:
    """Rows in the most frequent currency or without an amount; a note names what is left out."""
    known = Counter(row["currency"] for row in rows if row["currency"])
    if len(known) < 2:
        return list(rows), ()
    main = known.most_common(1)[0][0]
    left = words.list([f"{name} ({count})" for name, count in known.most_common()[1:]])
    note = words("note.currency.left_out", shown=main, left=left)
    return [row for row in rows if row["currency"] in {main, None}], (note,)
