"""What batches mean, whatever their kind; the project's own tables mean what they say."""

from __future__ import annotations

import pyarrow as pa

from chipcensus.i18n import Words
from chipcensus.importing.formats.tables import PREFIX
from chipcensus.importing.meaning import (
    Known,
    mean_companies,
    mean_deals,
    mean_statements,
    sound_lines,
)
from chipcensus.importing.rows import Meant, Recognised, TextBatch, no_refusals


class Meaning:
    """The meaning of one file's batches, as they come.

    Lines of statements are held back until the file ends: two of them, however far apart, may give
    one figure two numbers. Only those of companies of the directory are held.
    """

    def __init__(self, known: Known, words: Words) -> None:
        """Nothing is held back yet."""
        self.known, self.words = known, words
        self._held: list[pa.Table] = []
        self._of: Recognised | None = None

    def of(self, batch: TextBatch) -> Meant:
        """What can be said of a batch by itself."""
        kind = batch.recognised.kind
        if kind == "registry":
            return mean_companies(batch, self.words)
        if kind == "funding":
            return mean_deals(batch, self.known, self.words)
        if kind == "statements":
            lines, refused = sound_lines(batch, self.known, self.words)
            self._of = batch.recognised
            self._held.append(lines)
            return Meant({}, refused)
        table = batch.recognised.format.removeprefix(PREFIX)
        return Meant({table: batch.rows}, no_refusals())

    def rest(self) -> Meant:
        """What can be said only now that the file has ended."""
        if self._of is None:
            return Meant({}, no_refusals())
        lines = pa.concat_tables(self._held).combine_chunks()
        return mean_statements(TextBatch(self._of, lines), self.known, self.words)
