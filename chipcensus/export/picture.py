"""A figure as a picture: the chart between its words, as the browser's own menu saves it.

The figures below are those of `picture()` in ui/figure_plot.js, in pixels of the finished picture.
All of it is laid out smaller by ZOOM and magnified by it when painted.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from chipcensus.errors import NothingToDraw
from chipcensus.export.exhibit import Exhibit
from chipcensus.export.lettering import typeset, wrapped
from chipcensus.export.margins import fixed_margins
from chipcensus.export.paper import chinese_font, picture_pdf
from chipcensus.export.pictures import Paints

WIDTH, SLIDE, MARGIN, ZOOM = 1200, 675, 36, 1.25
TITLE, FINDING, SMALL, PALE, LINE = 28, 19, 15, 0.75, 1.4
SCALES = (1, 2, 4)


@dataclass(frozen=True)
class _Paragraph:
    """A text, its size in pixels, its weight and how strongly it is printed."""

    text: str
    size: float
    weight: int = 400
    opacity: float = 1


def paint(
    exhibit: Exhibit,
    painter: Paints,
    form: str,
    *,
    heading: bool = True,
    scale: float = 1,
) -> bytes:
    """A figure as "png", "svg" or "pdf", 1200 pixels wide times `scale`.

    Raises:
        NothingToDraw, NoChineseFont: of a PDF; and what the painter raises.
    """
    figure = laid_out(exhibit, heading=heading)
    size = {name: figure["layout"][name] for name in ("width", "height")}
    if form != "pdf":
        return painter.paint(figure, form, **size, scale=ZOOM * scale)
    chinese_font()  # said before the work, not after it
    return picture_pdf(exhibit, painter.paint(figure, "svg", **size, scale=ZOOM * scale))


def laid_out(exhibit: Exhibit, *, heading: bool = True, width: int = WIDTH) -> dict[str, Any]:
    """A figure's picture as one Plotly figure with its template, `layout.width` and `.height`.

    Args:
        exhibit: what is drawn.
        heading: with title and finding above, filters, notes and source line below; else the
            chart alone.
        width: of the finished picture; the figure is narrower by ZOOM.

    Raises:
        NothingToDraw: it is a list, or there is nothing to show.
    """
    if exhibit.figure is None:
        raise NothingToDraw(_why(exhibit))
    figure = deepcopy(exhibit.figure)
    margin, wide = MARGIN / ZOOM, width / ZOOM
    fixed_margins(figure, exhibit.template, wide - 2 * margin)
    typeset(figure, exhibit.template)
    head = _broken(_head(exhibit) if heading else (), wide - 2 * margin)
    foot = _broken(_foot(exhibit) if heading else (), wide - 2 * margin)
    top = margin + _height(head) + (margin / 3 if head else 0)
    below = _height(foot) + (margin / 2 if foot else 0) + margin
    height = round(top + _chart_height(exhibit, top + below) + below)
    _make_room(figure["layout"], margin, top, below)
    notes = [
        *_set(head, figure["layout"], margin, begin=margin),
        *_set(foot, figure["layout"], margin, begin=height - margin - _height(foot), end=height),
    ]
    for note in notes:
        note["font"]["color"] = exhibit.template["layout"]["font"]["color"]
    figure["layout"]["annotations"] = [*figure["layout"].get("annotations", ()), *notes]
    figure["layout"] |= {"width": round(wide), "height": height, "template": exhibit.template}
    return figure


def _why(exhibit: Exhibit) -> str:
    if exhibit.empty:
        return exhibit.empty
    return f"{exhibit.name} is a list, no chart: take it as html, xlsx, csv, parquet or json."


def _chart_height(exhibit: Exhibit, beside: float) -> float:
    """As high as fits a slide, and never lower than on the screen: its labels have their room."""
    return max(exhibit.height, SLIDE / ZOOM - beside)


def _head(exhibit: Exhibit) -> Sequence[_Paragraph]:
    number = [_Paragraph(exhibit.headline, TITLE)] if exhibit.headline else []
    title = _Paragraph(exhibit.heading.title, TITLE, weight=600)
    return [title, *number, _Paragraph(exhibit.heading.finding, FINDING)]


def _foot(exhibit: Exhibit) -> Sequence[_Paragraph]:
    heading = exhibit.heading
    address = heading.cite.partition("://")[2]
    origin = " · ".join(filter(None, (exhibit.sources, address)))
    texts = filter(None, (heading.filters, *heading.notes, origin))
    return [_Paragraph(text, SMALL, opacity=PALE) for text in texts]


def _broken(paragraphs: Sequence[_Paragraph], width: float) -> list[tuple[str, _Paragraph]]:
    """The lines of all paragraphs; nothing is a paragraph of no line."""
    return [
        (line, paragraph)
        for paragraph in paragraphs
        if paragraph.text
        for line in wrapped(paragraph.text, paragraph.size / ZOOM, width)
    ]


def _height(lines: Sequence[tuple[str, _Paragraph]]) -> float:
    return sum(paragraph.size / ZOOM * LINE for _, paragraph in lines)


def _make_room(layout: dict[str, Any], side: float, top: float, below: float) -> None:
    """Widen the chart's own margins by the room at the sides, above and below."""
    added = {"l": side, "r": side, "t": top, "b": below}
    own = layout["margin"]
    layout["margin"] = own | {name: own[name] + more for name, more in added.items()}


def _set(
    lines: Sequence[tuple[str, _Paragraph]],
    layout: dict[str, Any],
    left: float,
    *,
    begin: float,
    end: float = 0,
) -> list[dict[str, Any]]:
    """Lines one below the other, as remarks outside of the plot.

    Args:
        lines: what is set.
        layout: whose margins they stand in.
        left: where they begin, in pixels from the picture's edge.
        begin: where the first begins, from the upper edge.
        end: the whole height, for lines that hang on the plot's lower edge; 0 = on its upper one.
    """
    margin, notes = layout["margin"], []
    for line, paragraph in lines:
        size = paragraph.size / ZOOM
        middle = begin + size * LINE / 2
        shift = end - margin["b"] - middle if end else margin["t"] - middle
        notes.append(
            {
                "xref": "paper",
                "x": 0,
                "xanchor": "left",
                "xshift": left - margin["l"],
                "yref": "paper",
                "y": 0 if end else 1,
                "yanchor": "middle",
                "yshift": shift,
                "text": html.escape(line, quote=False),
                "align": "left",
                "borderpad": 0,
                "showarrow": False,
                "opacity": paragraph.opacity,
                "font": {"size": size, "weight": paragraph.weight},
            }
        )
        begin += size * LINE
    return notes
