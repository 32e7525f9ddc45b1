"""What the notes of a slide say."""

from __future__ import annotations

from chipcensus.export.exhibit import Exhibit


def notes_of(exhibit: Exhibit) -> list[str]:
    """What the notes say: all that the About sheet of the workbook says, and every source."""
    heading, words, result = exhibit.heading, exhibit.words, exhibit.result
    lines = [
        ("title", heading.title),
        ("finding", heading.finding),
        ("filters", heading.filters),
        ("generation", result.generation),
        ("link", heading.link),
        ("cite", heading.cite),
    ]
    told = [words("export.named", name=words(f"export.{n}"), text=t) for n, t in lines if t]
    if heading.notes:
        told += ["", words("export.notes"), *heading.notes]
    if result.source_ids:
        told += ["", words("export.sources"), *_source_lines(exhibit)]
    return [*told, "", words("export.sql"), *result.sql.splitlines()]


def _source_lines(exhibit: Exhibit) -> list[str]:
    """Every source of a figure: publisher, title, day, address."""
    words = exhibit.words
    cited = [exhibit.result.citations[i] for i in exhibit.result.source_ids]
    return [
        " · ".join(
            filter(
                None,
                (
                    words.code("publisher", source.publisher),
                    source.title,
                    words.day(source.published_on),
                    source.url or "",
                ),
            )
        )
        for source in cited
    ]
