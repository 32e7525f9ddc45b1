"""A report as PDF, set by typst from the charts' SVG: A4, contents, page numbers, sources."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from chipcensus.errors import NoChineseFont
from chipcensus.export.cover import paragraphs
from chipcensus.report.bound import Bound, Part, rows_of

MEDIA = "application/pdf"
# With Chinese signs, the first that is there; upright and bold.
FONTS = (
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Noto Sans CJK TC",
    "Noto Sans CJK JP",
)
# Pixels a chart is drawn at: so that its texts are read when it is as wide as the page's column.
WIDTHS = {"pages": 800, "sheet": 520}
SHEET_HEIGHT = 360
# A pixel is three quarters of a point.
PPI = 2 * 72 / 0.75
WORDS = ("contents", "sources", "filters", "figures_short")


@cache
def chinese_font() -> str:
    """The font reports are set in. Raises NoChineseFont, with the remedy."""
    installed = set(typst.Fonts().families())
    found = next((name for name in FONTS if name in installed), None)
    if found is None:
        raise NoChineseFont(
            "No font with Chinese signs is installed, so it would show boxes. Install one, e.g. "
            "`apt-get install fonts-noto-cjk`, and start again; HTML and PPTX need "
            "none here."
        )
    return found


def size_of(part: Part, layout: str) -> tuple[int, int]:
    """Width and height in pixels at which a chart is drawn for the page."""
    return WIDTHS[layout], SHEET_HEIGHT if layout == "sheet" else part.exhibit.height


def to_pdf(bound: Bound) -> bytes:
    """The report as PDF. Raises NoChineseFont."""
    told = json.dumps(_told(bound), ensure_ascii=False)
    page = (files("chipcensus.report") / "paper.typ").read_bytes()
    # An empty folder: nothing of the server's can be read into a page.
    with tempfile.TemporaryDirectory(prefix="chipcensus-report-") as folder:
        setter = typst.Compiler(page, root=folder, sys_inputs={"report": told})
        made = setter.compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 - one file, however many pages
    return made


def to_png(picture: bytes) -> bytes:
    """A chart as PNG, twice as wide as it was drawn, for files that hold no SVG."""
    page = (
        f'#set text(font: "{chinese_font()}")\n#set page(width: auto, height: auto, margin: 0pt)\n'
        '#image(bytes(sys.inputs.picture), format: "svg")'
    )
    told = {"picture": picture.decode()}
    with tempfile.TemporaryDirectory(prefix="chipcensus-report-") as folder:
        setter = typst.Compiler(page.encode(), root=folder, sys_inputs=told)
        made = setter.compile(format="png", ppi=PPI)
    assert isinstance(made, bytes)  # noqa: S101 - one page
    return made


def _told(bound: Bound) -> dict[str, Any]:
    words = bound.words
    return {
        "lang": words.lang,
        "font": chinese_font(),
        "layout": bound.layout,
        "title": bound.title,
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
