"""What a batch means, whatever its kind; the project's own tables mean what they say."""

from __future__ import annotations

from chipcensus.i18n import Words
from chipcensus.importing.formats.tables import PREFIX
from chipcensus.importing.meaning import Known, mean_companies, mean_deals, mean_statements
from chipcensus.importing.rows import Meant, TextBatch, no_refusals


def meant(batch: TextBatch, known: Known, words: Words) -> Meant:
    """Read the meaning of a batch of any kind."""
    kind = batch.recognised.kind
    if kind == "registry":
        return mean_companies(batch, words)
    if kind == "funding":
        return mean_deals(batch, known, words)
    if kind == "statements":
        return mean_statements(batch, known, words)
    table = batch.recognised.format.removeprefix(PREFIX)
    return Meant({table: batch.rows}, no_refusals())
