"""One figure on the screen. The front end is figure_card.js; the contract docs/CARD.md."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from chipcensus.census import Answer, Census
from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import MOST_COMPARED
from chipcensus.export.table import publishers
from chipcensus.figures import notes
from chipcensus.filters import ALL, Filters
from chipcensus.frontend import loader
from chipcensus.i18n import Words
from chipcensus.ui.session import OWN

# A card is about 10 kB.
KEPT_CARDS = 1000


@cache
def _component() -> Any:
    # Once per process: Streamlit warns when a component is registered again.
    return st.components.v2.component(
        "figure_card", js=loader("figure_card.js"), isolate_styles=False
    )


def show_card(census: Census, lang: str, filters: Filters, name: str) -> None:
    """Answer the figure `name` and draw its card."""
    # One key: Streamlit looks into every one of the first level for a data frame.
    data = {"card": prepare_card(census, lang, filters, name)}
    _component()(data=data, key=f"card_{name}")


def prepare_card(census: Census, lang: str, filters: Filters, name: str) -> dict[str, Any]:
    """What a card is given, worked out once for all readers of a generation."""
    return _prepared(census, census.generation().file, filters, name, lang)


@lru_cache(maxsize=KEPT_CARDS)
def _prepared(
    census: Census, _generation: str, filters: Filters, name: str, lang: str
) -> dict[str, Any]:
    return card_data(census.figure(name, filters), census.words(lang))


def card_data(answer: Answer, words: Words) -> dict[str, Any]:
    """What the card's front end is given; see docs/CARD.md."""
    figure, result = answer.figure, answer.result
    drawing = figure.drawing(result, words)
    caption = answer.caption(words)
    query = urlencode({**answer.filters.to_url(), "lang": words.lang}, doseq=True)
    return {
        "id": figure.name,
        "title": figure.title(result.params, words, drawing.unit),
        "finding": drawing.finding,
        "caption": caption,
        "sources": "" if drawing.is_empty else source_line(answer, words),
        "figure": drawing.figure,
        "listing": drawing.listing and drawing.listing | addresses(answer.filters, words.lang),
        "headline": asdict(drawing.headline) if drawing.headline else None,
        "empty": _missing(drawing, words, caption),
        "page": f"/{figure.leads_to}?{query}" if figure.leads_to else "",
        "alt": drawing.alt or words("empty.title"),
        "notes": [] if drawing.is_empty else notes(result, drawing, words),
        "height": drawing.height,
        "file": answer.file_name(words),
        "links": {
            "details": f"/api/v1/card/{figure.name}.json?{query}",
            "trail": f"/api/v1/trail/{figure.name}.json?{query}",
            "csv": f"/api/v1/ask/{figure.name}.csv?{query}",
            "xlsx": f"/api/v1/ask/{figure.name}.xlsx?{query}",
        },
        "lang": words.lang,
        "words": words.section("card"),
    }


def addresses(filters: Filters, lang: str) -> dict[str, Any]:
    """Where the links of a listing lead, with the filters that act there too."""
    nothing: dict[str, Any] = dict.fromkeys(name for names in OWN.values() for name in names)
    kept = replace(filters, **nothing)
    there = {**kept.to_url(), "lang": lang}
    back = {**replace(filters, id=None, companies=()).to_url(), "lang": lang}
    return {
        "company": f"/company?{urlencode(there, doseq=True)}&id=",
        "compare": f"/companies?{urlencode(back, doseq=True)}",
        "chosen": [company for company in filters.companies if company != ALL],
        "most": MOST_COMPARED,
    }


def _missing(drawing: Drawing, words: Words, caption: str) -> str | None:
    """What is said where there is nothing to show."""
    if not drawing.is_empty:
        return None
    return drawing.missing or words("empty.text", filters=caption)


def source_line(answer: Answer, words: Words) -> str:
    """The publishers behind a figure, the first few by name, and the data's generation."""
    result = answer.result
    return words(
        "figure.source_line",
        sources=publishers([result.citations[i] for i in result.source_ids], words),
        app=words("app.name"),
        generation=result.generation,
    )
