"""A report with everything answered and drawn: what each kind of file is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chipcensus.export.cover import Cover
from chipcensus.export.exhibit import Exhibit
from chipcensus.export.shown import cut_short, narrow_table_of
from chipcensus.i18n import Words
from chipcensus.result import Citation

# Rows of a list on paper; a file of data has all.
MOST_ROWS = 40
MOST_COLUMNS = 8


@dataclass(frozen=True)
class Part:
    """One figure of a report.

    Attributes:
        exhibit: the figure with all that is said of it.
        text: the reader's own words above it.
        picture: the chart alone as SVG; None where there is none, or none is wanted.
    """

    exhibit: Exhibit
    text: str = ""
    picture: bytes | None = None


@dataclass(frozen=True)
class Bound:
    """A report ready to be set.

    Attributes:
        title, text: as the reader wrote them.
        parts: its figures in their order.
        layout: "pages" or "sheet".
        words: the language of all of it.
        made_on: the day it was made.
        link: where it is rebuilt on newer data; "" where it is kept nowhere.
    """

    title: str
    text: str
    parts: Sequence[Part]
    layout: str
    words: Words
    made_on: date
    link: str = ""

    @property
    def exhibits(self) -> list[Exhibit]:
        """The figures alone."""
        return [part.exhibit for part in self.parts]

    @property
    def cover(self) -> Cover:
        """What the files of several figures begin with."""
        lines = [self.about, *([self.link] if self.link else [])]
        texts = [part.text for part in self.parts]
        return Cover(self.title, self.text, lines, texts, self.keywords)

    @property
    def about(self) -> str:
        """When it was made, how much it holds, of which data."""
        return self.words(
            "reports.about",
            day=self.made_on.isoformat(),
            count=len(self.parts),
            generation=self.words.list(self.generations),
        )

    @property
    def keywords(self) -> list[str]:
        """By which it is found: the names of its figures, and the data."""
        return [*dict.fromkeys(one.name for one in self.exhibits), *self.generations]

    @property
    def generations(self) -> list[str]:
        """The data that answered, each once."""
        return list(dict.fromkeys(one.result.generation for one in self.exhibits))

    @property
    def sources(self) -> list[tuple[Citation, list[int]]]:
        """Every source with the numbers of the figures that rest on it, in the order met."""
        found: dict[str, tuple[Citation, list[int]]] = {}
        for number, one in enumerate(self.exhibits, start=1):
            for source_id in one.result.source_ids:
                cited = one.result.citations[source_id]
                found.setdefault(source_id, (cited, []))[1].append(number)
        return list(found.values())


@dataclass(frozen=True)
class Rows:
    """A list for paper: heads, which columns are numbers, rows of text, what is left out."""

    heads: Sequence[str]
    numeric: Sequence[bool]
    rows: Sequence[Sequence[str]]
    more: str


def rows_of(exhibit: Exhibit) -> Rows | None:
    """What stands in place of a chart; None where there is one, or nothing at all."""
    if exhibit.figure or exhibit.empty:
        return None
    whole = narrow_table_of(exhibit, MOST_COLUMNS)
    rows = whole.rows[:MOST_ROWS]
    return Rows(whole.labels, whole.numeric, rows, cut_short(whole, len(rows), exhibit.words))
