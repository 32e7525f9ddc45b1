"""What a format is, and how a header is compared with the spellings it knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chipcensus.importing.rows import Kind

# Marks of footnotes; they would become digits when the text is made plain.
FOOTNOTES = re.compile(r"[*†‡※⁰¹²³⁴-⁹\u2460-\u24ff\u2776-\u2793]|\[(?:注|note)?\s*\d*\]", re.I)
# Unseen: byte order mark, zero width spaces and joiners, soft hyphen.
UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
UNIT = re.compile(r"[(\[][^()\[\]]*[)\]]$")
BRACKETS = re.compile(r"[()\[\]<>]")


@dataclass(frozen=True)
class Format:
    """A shape of file.

    Attributes:
        name: as in FORMATS.
        kind: what its rows are.
        fields: spellings of a header, the preferred one first, by field.
        signature: fields by which it is told; without one of them a file is of another format.
        provider: whose export it is.
        marks: words by which the provider is told where formats fit alike: headers that only this
            one prints, or what its notices say.
        metrics: headers of columns of numbers, by the metric they hold; each makes its own row.
        is_by_period: headers that are the last day of a period hold its numbers.
    """

    name: str
    kind: Kind
    fields: Mapping[str, tuple[str, ...]]
    signature: tuple[str, ...]
    provider: str
    marks: tuple[str, ...] = ()
    metrics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_by_period: bool = False


def plain(header: str) -> str:
    """A header without spaces, line breaks, footnote marks, width and case."""
    text = FOOTNOTES.sub("", header)
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold().strip(":'\"_")


def readings(header: str) -> Iterator[str]:
    """The ways to read a header, the closest one first: a unit in brackets may stand behind it."""
    text = plain(header)
    yield text
    yield BRACKETS.sub("", text)
    yield UNIT.sub("", text)
