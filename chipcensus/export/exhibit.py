"""A figure with all that is said about it, as every export takes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chipcensus.export.files import Heading
from chipcensus.i18n import Words
from chipcensus.result import Result


@dataclass(frozen=True)
class Exhibit:
    """One figure, to be taken away.

    Attributes:
        name: "subject/question".
        heading: title with unit, finding, filters, notes, where it stands, its citation.
        figure: Plotly `{"data", "layout"}` without template, as the card draws it; None where there
            is nothing to draw.
        listing: a table in place of a figure, as charts/listing.py makes it; else None.
        empty: what is missing and what would show something; "" where something is shown.
        alt: text alternative computed from the data.
        height: pixels of the figure at full width.
        sources: one line: publishers and generation.
        result: the answer behind it.
        reported: figures as printed, by source id.
        file: a download's name without ending.
        words: the language of all of it.
        headline: the one number a small figure stands for, in words; "" = it is an ordinary one.
        template: the Plotly template of the one look, light: what is taken away is paper.
    """

    name: str
    heading: Heading
    figure: dict[str, Any] | None
    listing: dict[str, Any] | None
    empty: str
    alt: str
    height: int
    sources: str
    result: Result
    reported: Mapping[str, Iterable[str]]
    file: str
    words: Words
    headline: str = ""
    template: Mapping[str, Any] = field(default_factory=dict)

    @property
    def keywords(self) -> tuple[str, str]:
        """By which a file of it is found: its name, and the data."""
        return self.name, self.result.generation
