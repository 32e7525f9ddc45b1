"""What a registry says of a company's standing, as one of five words."""

from __future__ import annotations

from functools import cache

from chipcensus.importing.meaning.reading import Fault
from chipcensus.importing.meaning.vocabulary import by_word, fold, is_blank, is_error, vocabulary


def read_status(text: str) -> str | Fault | None:
    """Return active, cancelled, revoked, moved or other; None where the cell is blank.

    A company revoked and then cancelled is cancelled; one revoked and not yet cancelled is revoked.
    """
    if is_error(text):
        return Fault("cell_error")
    if is_blank(text):
        return None
    return _meanings().get(fold(text)) or Fault("status_unknown")


@cache
def _meanings() -> dict[str, str]:
    groups = vocabulary()["status"]
    return by_word({meaning: group["words"] for meaning, group in groups.items()})
