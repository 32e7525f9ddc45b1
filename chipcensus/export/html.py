"""Figures as one HTML file with live charts: it works offline and asks nobody for anything."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from chipcensus.export.bundle import plotly_file
from chipcensus.export.cover import AUTHOR, Cover, paragraphs
from chipcensus.export.exhibit import Exhibit
from chipcensus.export.lettering import typeset
from chipcensus.export.shown import table_of
from chipcensus.export.table import Table, table
from chipcensus.i18n import Words
from chipcensus.result import Citation

FOLDER = Path(__file__).parent
# The browser itself keeps the file from asking for anything.
LOCKED = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
MODEBAR = {"Zoom": "modebar_zoom", "Pan": "modebar_pan", "Reset axes": "modebar_reset"}
DATES = {
    "year": "date_year",
    "month": "date_month",
    "dayMonth": "date_day",
    "dayMonthYear": "date_full",
}


def to_html(exhibits: Sequence[Exhibit], *, cover: Cover | None = None) -> bytes:
    """One file: each figure with all that is said of it, its data and its sources.

    Args:
        exhibits: at least one; in their order, all in one language.
        cover: title and words of the whole, and their author's words on each figure.
    """
    words = exhibits[0].words
    title = cover.title if cover else exhibits[0].heading.title
    parts = [_article(exhibit, place, cover) for place, exhibit in enumerate(exhibits)]
    charts = {f"plot-{place}": _chart(e) for place, e in enumerate(exhibits) if e.figure}
    given = {"CHARTS": charts, "TEMPLATE": exhibits[0].template, "LOCALE": _locale(words)}
    scripts = [_plotly(), _given(given), (FOLDER / "offline.js").read_text("utf-8")]
    page = [
        "<!doctype html>",
        f'<html lang="{words.lang}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{LOCKED}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(title)}</title>",
        *_described(exhibits[0], cover),
        f"<style>{(FOLDER / 'offline.css').read_text('utf-8')}</style></head><body><main>",
        *(_front(cover) if cover else ()),
        *(_contents(exhibits, words) if len(exhibits) > 1 else ()),
        *parts,
        "</main>",
        *(f"<script>{script}</script>" for script in (scripts if charts else ())),
        "</body></html>\n",
    ]
    return "\n".join(page).encode()


def _described(first: Exhibit, cover: Cover | None) -> Iterable[str]:
    """What the file says of itself, as office files and PDF do."""
    subject = " · ".join(cover.lines) if cover else first.heading.finding
    keywords = ", ".join(cover.keywords if cover else first.keywords)
    for name, text in (("author", AUTHOR), ("description", subject), ("keywords", keywords)):
        yield f'<meta name="{name}" content="{_text(text)}">'


def _front(cover: Cover) -> Iterable[str]:
    yield f"<header><h1>{_text(cover.title)}</h1>"
    yield from (f"<p>{_text(part)}</p>" for part in paragraphs(cover.text))
    yield from (f'<p class="small">{_text(line)}</p>' for line in cover.lines)
    yield "</header>"


def _contents(exhibits: Sequence[Exhibit], words: Words) -> Iterable[str]:
    yield f"<nav><h2>{_text(words('export.contents'))}</h2><ol>"
    for place, exhibit in enumerate(exhibits):
        yield f'<li><a href="#figure-{place}">{_text(exhibit.heading.title)}</a></li>'
    yield "</ol></nav>"


def _article(exhibit: Exhibit, place: int, cover: Cover | None) -> str:
    heading = exhibit.heading
    said = paragraphs(cover.said_of(place)) if cover else ()
    lines = [
        f'<article id="figure-{place}"><h2>{_text(heading.title)}</h2>',
        _line("p", exhibit.headline, "headline"),
        _line("p", heading.finding, "finding"),
        *(f"<p>{_text(part)}</p>" for part in said),
        *_stage(exhibit, place),
        _line("p", heading.filters, "small"),
        *_list(heading.notes),
        _line("p", exhibit.sources, "small"),
        *_address(exhibit),
        *_behind(exhibit),
        "</article>",
    ]
    return "\n".join(filter(None, lines))


def _stage(exhibit: Exhibit, place: int) -> Iterable[str]:
    """The chart, or the list in its place, or why there is neither."""
    if exhibit.figure:
        alt, style = _text(exhibit.alt), f"height:{exhibit.height}px"
        plot = f'class="plot" id="plot-{place}" role="img" aria-label="{alt}" style="{style}"'
        yield f'<div class="wide" tabindex="0"><div {plot}></div></div>'
    elif exhibit.listing:
        yield _table(table_of(exhibit), exhibit.heading.title)
    else:
        yield _line("p", exhibit.empty, "empty")


def _address(exhibit: Exhibit) -> Iterable[str]:
    for address in filter(None, (exhibit.heading.cite or exhibit.heading.link,)):
        yield f'<p class="small">{_link(address, address)}</p>'


def _behind(exhibit: Exhibit) -> Iterable[str]:
    """What unfolds: data, sources, statement."""
    words, result = exhibit.words, exhibit.result
    yield _unfolds(words("export.data"), _table(table(result, words), exhibit.heading.title))
    cited = [result.citations[i] for i in result.source_ids]
    if cited:
        items = "".join(_source(source, exhibit) for source in cited)
        yield _unfolds(words("export.sources"), f"<ol>{items}</ol>")
    params = "".join(f"-- ${n} = {'NULL' if v is None else v}\n" for n, v in result.params.items())
    yield _unfolds(words("export.sql"), f"<pre>{_text(params + result.sql)}</pre>")


def _unfolds(name: str, content: str) -> str:
    return f'<details><summary>{_text(name)}</summary><div class="wide">{content}</div></details>'


def _source(source: Citation, exhibit: Exhibit) -> str:
    words = exhibit.words
    name = _link(source.url, source.title) if source.url else _text(source.title)
    about = " · ".join(
        (
            words.code("publisher", source.publisher),
            words.day(source.published_on),
            words.code("kind", source.kind),
        )
    )
    printed = "".join(f"<li>{_text(t)}</li>" for t in exhibit.reported.get(source.source_id, ()))
    quoted = f"<ul>{printed}</ul>" if printed else ""
    return f'<li>{name}<br><span class="small">{_text(about)}</span>{quoted}</li>'


def _table(shown: Table, caption: str) -> str:
    kinds = [' class="number"' if numeric else "" for numeric in shown.numeric]
    head = "".join(
        f'<th scope="col"{k}>{_text(label)}</th>'
        for k, label in zip(kinds, shown.labels, strict=True)
    )
    rows = (
        "".join(f"<td{kind}>{_lines(cell)}</td>" for kind, cell in zip(kinds, row, strict=True))
        for row in shown.rows
    )
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    named = f"<caption>{_text(caption)}</caption>"
    return f"<table>{named}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _list(notes: Sequence[str]) -> Iterable[str]:
    if notes:
        items = "".join(f"<li>{_text(note)}</li>" for note in notes)
        yield f'<ul class="small">{items}</ul>'


def _line(tag: str, text: str, name: str) -> str:
    return f'<{tag} class="{name}">{_text(text)}</{tag}>' if text else ""


def _link(address: str, text: str) -> str:
    """A link outward; what is no address of the web is only said."""
    if urlsplit(address).scheme not in {"http", "https"}:
        return _text(text)
    return f'<a href="{_text(address)}" rel="noopener noreferrer">{_text(text)}</a>'


def _lines(cell: str) -> str:
    return _text(cell).replace("\n", "<br>")


def _text(text: str) -> str:
    return html.escape(str(text))


def _chart(exhibit: Exhibit) -> dict[str, Any]:
    figure = deepcopy(exhibit.figure or {})
    for trace in figure["data"]:
        trace.pop("customdata", None)  # what a card opens on a click
    typeset(figure, exhibit.template)
    return figure | {"height": exhibit.height}


def _locale(words: Words) -> dict[str, Any]:
    return {
        "lang": words.lang,
        "dictionary": {name: words(f"card.{key}") for name, key in MODEBAR.items()},
        "format": {name: words(f"card.{key}") for name, key in DATES.items()},
    }


def _given(given: dict[str, Any]) -> str:
    lines = (f"const {name} = {_json(value)};" for name, value in given.items())
    return "\n".join(lines)


def _json(value: Any) -> str:
    """JSON that cannot end the script it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def _plotly() -> str:
    return plotly_file().read_text("utf-8").replace("</script", "<\\/script")
