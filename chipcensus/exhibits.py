"""An answer as an exhibit: what a card shows, made ready to be taken away."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from chipcensus.answer import Answer
from chipcensus.census import Census
from chipcensus.charts.drawing import Drawing, Headline
from chipcensus.charts.theme import template
from chipcensus.citing import short_address
from chipcensus.export.exhibit import Exhibit
from chipcensus.export.files import Heading
from chipcensus.export.table import publishers
from chipcensus.figures import notes
from chipcensus.i18n import Words
from chipcensus.result import Result


def exhibit(census: Census, answer: Answer, words: Words, origin: str = "") -> Exhibit:
    """What every export of a figure says and draws.

    Args:
        census: what gave the answer.
        answer: the figure answered.
        words: the language.
        origin: the address of the server, for links; "" = files carry none.
    """
    drawing = answer.figure.drawing(answer.result, words)
    return Exhibit(
        name=answer.figure.name,
        heading=_heading(answer, drawing, words, origin.rstrip("/")),
        figure=drawing.figure,
        listing=drawing.listing,
        empty=missing(drawing, answer, words),
        alt=drawing.alt or words("empty.title"),
        height=drawing.height,
        sources="" if drawing.is_empty else source_line(answer, words),
        result=answer.result,
        reported=census.reported(answer.result),
        file=answer.file_name(words),
        words=words,
        headline=headline_text(drawing.headline) if drawing.headline else "",
        template=template("light"),
    )


def headline_text(headline: Headline) -> str:
    """A small figure's number in one line, as a picture saved from its card has it."""
    value = f"{headline.mark} {headline.value} {headline.unit} · {headline.period}"
    return value.strip()


def missing(drawing: Drawing, answer: Answer, words: Words) -> str:
    """What is said where there is nothing to show; "" where there is something."""
    if not drawing.is_empty:
        return ""
    return drawing.missing or words("empty.text", filters=answer.caption(words))


def source_line(answer: Answer, words: Words) -> str:
    """The publishers behind a figure, the first few by name, and the data's generation."""
    return source_line_of(answer.result, words, is_private=answer.is_private)


def source_line_of(result: Result, words: Words, *, is_private: bool) -> str:
    """The same of a result alone."""
    edition = words("visit.edition") if is_private else result.generation
    if not result.source_ids:  # about the data itself
        return f"{words('app.name')} {edition}"
    return words(
        "figure.source_line",
        sources=publishers([result.citations[i] for i in result.source_ids], words),
        app=words("app.name"),
        generation=edition,
    )


def told_sources(census: Census, result: Result, words: Words) -> list[dict[str, Any]]:
    """The sources behind an answer, each with what it printed, as a card shows them."""
    reported = census.reported(result)
    return [
        {
            "title": s.title,
            "publisher": words.code("publisher", s.publisher),
            "url": s.url,
            "published_on": words.day(s.published_on),
            "kind": words.code("kind", s.kind),
            "reported_as": [
                {"text": text, "row_ids": ids}
                for text, ids in reported.get(s.source_id, {}).items()
            ],
        }
        for s in (result.citations[i] for i in result.source_ids)
    ]


def _heading(answer: Answer, drawing: Drawing, words: Words, origin: str) -> Heading:
    result = answer.result
    leads = bool(origin) and not answer.is_private
    return Heading(
        answer.figure.title(result.params, words, drawing.unit),
        drawing.finding,
        answer.caption(words),
        f"{origin}{_page(answer, words)}" if leads else "",
        () if drawing.is_empty else notes(result, drawing, words),
        f"{origin}{short_address(answer.citation_id)}" if leads else "",
    )


def _page(answer: Answer, words: Words) -> str:
    """The path of the page that shows the figure with the same filters."""
    query = {**answer.filters.to_url(), "lang": words.lang, "generation": answer.result.generation}
    return f"/{answer.figure.page}?{urlencode(query, doseq=True)}#{answer.figure.name}"
