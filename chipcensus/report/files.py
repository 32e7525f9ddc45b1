"""The kinds of file a report can be taken away as."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from chipcensus.export.document import to_docx
from chipcensus.export.formats import Paints
from chipcensus.export.html import to_html
from chipcensus.export.slides import to_pptx
from chipcensus.report.bound import Bound
from chipcensus.report.paper import MEDIA as PDF
from chipcensus.report.paper import to_pdf, to_png

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html; charset=utf-8"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def _document(bound: Bound) -> bytes:
    pictures = [to_png(part.picture) if part.picture else None for part in bound.parts]
    return to_docx(bound.cover, bound.exhibits, pictures, bound.words)


class Format(NamedTuple):
    """A kind of file.

    Attributes:
        media: its media type.
        make: a report as such a file.
        has_pictures: whether its charts are pictures, which have to be drawn first.
        is_paper: whether letters are drawn here, with a font of this machine.
    """

    media: str
    make: Callable[[Bound, Paints], bytes]
    has_pictures: bool = False
    is_paper: bool = False


FORMATS: dict[str, Format] = {
    "pdf": Format(PDF, lambda bound, _: to_pdf(bound), has_pictures=True, is_paper=True),
    "docx": Format(DOCX, lambda bound, _: _document(bound), has_pictures=True, is_paper=True),
    "html": Format(HTML, lambda bound, _: to_html(bound.exhibits, cover=bound.cover)),
    "pptx": Format(PPTX, lambda bound, _: to_pptx(bound.exhibits, cover=bound.cover)),
}
