"""The kinds of file a report can be taken away as."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from chipcensus.export.formats import FORMATS as OF_FIGURES
from chipcensus.export.html import to_html
from chipcensus.report.bound import Bound
from chipcensus.report.paper import to_pdf, to_png

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


# What makes Office files is imported late: a server starts sooner without it.
def _document(bound: Bound) -> bytes:
    from chipcensus.export.document import to_docx

    pictures = [to_png(part.picture) if part.picture else None for part in bound.parts]
    return to_docx(bound.cover, bound.exhibits, pictures, bound.words)


def _slides(bound: Bound) -> bytes:
    from chipcensus.export.slides import to_pptx

    return to_pptx(bound.exhibits, cover=bound.cover)


class Format(NamedTuple):
    """A kind of file.

    Attributes:
        media: its media type.
        make: a report as such a file.
        has_pictures: whether its charts are pictures, which have to be drawn first, and are set
            with a font of this machine.
    """

    media: str
    make: Callable[[Bound], bytes]
    has_pictures: bool = False


FORMATS: dict[str, Format] = {
    "pdf": Format(OF_FIGURES["pdf"].media, to_pdf, has_pictures=True),
    "docx": Format(DOCX, _document, has_pictures=True),
    "html": Format(
        OF_FIGURES["html"].media, lambda bound: to_html(bound.exhibits, cover=bound.cover)
    ),
    "pptx": Format(OF_FIGURES["pptx"].media, _slides),
}
