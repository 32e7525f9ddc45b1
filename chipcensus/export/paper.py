"""PDF: set by typst from the drawing of a chart, so that letters are letters and lines are lines.

A browser's own PDF is none of that: its Chinese signs are nameless shapes, some found as others
that look alike, and hatched areas are coarse pictures.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from chipcensus.errors import NoChineseFont
from chipcensus.export.cover import AUTHOR
from chipcensus.export.exhibit import Exhibit

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


@cache
def fonts() -> typst.Fonts:
    """Every font of this machine; looked for once, because nothing else runs meanwhile."""
    return typst.Fonts()


@cache
def chinese_font() -> str:
    """The font that words are set in. Raises NoChineseFont, with the remedy."""
    installed = set(fonts().families())
    found = next((name for name in FONTS if name in installed), None)
    if found is None:
        raise NoChineseFont(
            "No font with Chinese signs is installed, so it would show boxes. Install one, e.g. "
            "`apt-get install fonts-noto-cjk`, and start again; HTML and PPTX need "
            "none here."
        )
    return found


def about(title: str, subject: str, keywords: Sequence[str], lang: str) -> dict[str, Any]:
    """What a PDF says of itself, and what its words are set in. Raises NoChineseFont."""
    return {
        "title": title,
        "author": AUTHOR,
        "subject": subject,
        "keywords": list(keywords),
        "lang": lang,
        "font": chinese_font(),
    }


def set_page(page: bytes, told: Mapping[str, Any], **wanted: Any) -> bytes:
    """Set a page of typst's.

    Args:
        page: reads what is told, as JSON, from `sys.inputs.told`: nothing of it is markup.
        told: texts and numbers.
        wanted: the kind of file, as `typst.compile` has it.
    """
    # An empty folder: nothing of the server's can be read into a page.
    with tempfile.TemporaryDirectory(prefix="chipcensus-paper-") as folder:
        setter = typst.Compiler(
            page,
            root=folder,
            font_paths=fonts(),
            ignore_system_fonts=True,  # they are among `fonts` already
            sys_inputs={"told": json.dumps(told, ensure_ascii=False)},
        )
        made = setter.compile(**wanted)
    assert isinstance(made, bytes)  # noqa: S101 - one PDF, or one page's picture
    return made


def picture_pdf(exhibit: Exhibit, drawing: bytes) -> bytes:
    """A figure's drawing (SVG) as one page that is as large as it. Raises NoChineseFont."""
    heading = exhibit.heading
    told = about(heading.title, heading.finding, exhibit.keywords, exhibit.words.lang)
    page = (files("chipcensus.export") / "picture.typ").read_bytes()
    return set_page(page, {**told, "svg": drawing.decode(), "alt": exhibit.alt}, format="pdf")
