"""A report as PDF, set by typst from the charts' SVG: A4, contents, page numbers, sources."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from chipcensus.export.cover import paragraphs
from chipcensus.export.paper import about, chinese_font, set_page
from chipcensus.report.bound import Bound, Part, rows_of

# Pixels a chart is drawn at: so that its texts are read when it is as wide as the page's column.
WIDTHS = {"pages": 800, "sheet": 520}
SHEET_HEIGHT = 360
# A pixel is three quarters of a point.
PPI = 2 * 72 / 0.75
WORDS = ("contents", "sources", "filters", "figures_short")


def size_of(part: Part, layout: str) -> tuple[int, int]:
    """Width and height in pixels at which a chart is drawn for the page."""
    return WIDTHS[layout], SHEET_HEIGHT if layout == "sheet" else part.exhibit.height


def to_pdf(bound: Bound) -> bytes:
    """The report as PDF. Raises NoChineseFont."""
    page = (files("chipcensus.report") / "paper.typ").read_bytes()
    return set_page(page, _told(bound), format="pdf")


def to_png(picture: bytes) -> bytes:
    """A chart as PNG, twice as wide as it was drawn, for files that hold no SVG."""
    page = (
        "#let told = json(bytes(sys.inputs.told))\n#set text(font: told.font)\n"
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        '#image(bytes(told.svg), format: "svg")'
    )
    told = {"font": chinese_font(), "svg": picture.decode()}
    return set_page(page.encode(), told, format="png", ppi=PPI)


def _told(bound: Bound) -> dict[str, Any]:
    words = bound.words
    return {
        **about(bound.title, bound.about, bound.keywords, words.lang),
        "layout": bound.layout,
        "text": paragraphs(bound.text),
        "app": words("app.name"),
        "about": bound.about,
        "link": bound.link,
        "words": {name: words(f"reports.{name}") for name in WORDS},
        "parts": [_part(part) for part in bound.parts],
        "sources": _sources(bound),
    }


def _part(part: Part) -> dict[str, Any]:
    one = part.exhibit
    rows = rows_of(one)
    return {
        "title": one.heading.title,
        "text": paragraphs(part.text),
        "finding": one.heading.finding,
        "svg": part.picture.decode() if part.picture else "",
        "alt": one.alt,
        "empty": one.empty,
        "heads": list(rows.heads) if rows else [],
        "numeric": list(rows.numeric) if rows else [],
        "rows": [list(row) for row in rows.rows] if rows else [],
        "more": rows.more if rows else "",
        "filters": one.heading.filters,
        "notes": list(one.heading.notes),
        "sources": one.sources,
        "cite": one.heading.cite,
    }


def _sources(bound: Bound) -> list[dict[str, Any]]:
    words = bound.words
    return [
        {
            "title": source.title,
            "facts": " · ".join(
                (
                    words.code("publisher", source.publisher),
                    words.day(source.published_on),
                    words.code("kind", source.kind),
                )
            ),
            "url": source.url if (source.url or "").startswith(("http://", "https://")) else "",
            "figures": numbers,
        }
        for source, numbers in bound.sources
    ]
