"""One figure on the screen. The front end is figure_card.js; the contract docs/CARD.md."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from chipcensus.answer import Answer
from chipcensus.census import Census
from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import MOST_COMPARED
from chipcensus.citing import short_address
from chipcensus.citing.routes import CITE
from chipcensus.export.table import publishers
from chipcensus.figures import notes
from chipcensus.filters import ALL, Filters
from chipcensus.frontend import loader
from chipcensus.i18n import Words
from chipcensus.ui.session import OWN

# A card is about 10 kB.
KEPT_CARDS = 1000
# Of a long list, with the card; the browser fetches the others.
FIRST_ROWS = 12


@cache
def _component() -> Any:
    # Once per process: Streamlit warns when a component is registered again.
    return st.components.v2.component(
        "figure_card", js=loader("figure_card.js"), isolate_styles=False
    )


@dataclass(frozen=True)
class Prepared:
    """A card as it is sent, worked out once for all readers.

    Attributes:
        name: of the figure.
        sent: what the card is given, as JSON.
        is_chart: whether it is a chart of full width, or says why there is none.
    """

    name: str
    sent: bytes
    is_chart: bool


def packed(card: dict[str, Any]) -> bytes:
    """A card as JSON that begins as figure_ahead.js expects and can stand in a document."""
    text = json.dumps({"card": card}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").encode()


def show_card(census: Census, lang: str, filters: Filters, name: str) -> None:
    """Answer the figure `name` and draw its card."""
    mount_packed(name, prepare_card(census, lang, filters, name).sent)


def mount_card(card: dict[str, Any]) -> None:
    """Draw a card that is kept nowhere."""
    _mount(f"card_{card['id']}", packed(card))


def mount_packed(name: str, sent: bytes) -> None:
    """Draw the card of a figure from what it is given."""
    _mount(f"card_{name}", sent)


def _mount(key: str, sent: bytes) -> None:
    _component()(data=sent, key=key)


def show_listing(drawing: Drawing, title: str, words: Words, key: str) -> None:
    """A list that is no figure of the catalogue, such as a reader's own: kept nowhere else."""
    card = blank(key, title, words) | {
        "finding": drawing.finding,
        "listing": drawing.listing and drawing.listing | addresses(Filters(), words.lang),
        "empty": drawing.missing or None,
        "alt": drawing.alt,
        "notes": list(drawing.notes),
        "height": drawing.height,
    }
    _mount(f"list_{key}", packed(card))


def blank(identity: str, title: str, words: Words) -> dict[str, Any]:
    """A card with nothing but a title."""
    return {
        "id": identity,
        "title": title,
        **dict.fromkeys(("finding", "caption", "sources", "page", "file", "alt"), ""),
        **dict.fromkeys(("figure", "listing", "headline", "empty")),
        "notes": [],
        "height": 0,
        "links": {},
        "lang": words.lang,
    }


def prepare_card(census: Census, lang: str, filters: Filters, name: str) -> Prepared:
    """A card, worked out once for all readers of a generation."""
    return _prepared(census, census.generation().file, filters, name, lang)


@lru_cache(maxsize=KEPT_CARDS)
def _prepared(census: Census, _generation: str, filters: Filters, name: str, lang: str) -> Prepared:
    card = card_data(census.figure(name, filters), census.words(lang))
    is_chart = bool(card["figure"] or card["empty"]) and not card["page"]
    return Prepared(name, packed(card), is_chart)


def card_data(answer: Answer, words: Words) -> dict[str, Any]:
    """What the card's front end is given; see docs/CARD.md."""
    figure, result = answer.figure, answer.result
    drawing = figure.drawing(result, words)
    caption = answer.caption(words)
    title = figure.title(result.params, words, drawing.unit)
    query = urlencode(answer.query(words.lang), doseq=True)
    long = _long_address(answer, query)
    return {
        "id": figure.name,
        "title": title,
        "finding": drawing.finding,
        "caption": caption,
        "sources": "" if drawing.is_empty else source_line(answer, words),
        "figure": drawing.figure,
        "listing": drawing.listing and _listing(answer, drawing.listing, words.lang, query),
        "headline": asdict(drawing.headline) if drawing.headline else None,
        "empty": _missing(drawing, words, caption),
        "page": f"/{figure.leads_to}?{query}" if figure.leads_to else "",
        "alt": drawing.alt or words("empty.title"),
        "notes": [] if drawing.is_empty else notes(result, drawing, words),
        "height": drawing.height,
        "file": answer.file_name(words),
        "report": {"text": _report(answer, title, caption, words), "link": long},
        "links": {
            "details": f"/api/v1/card/{figure.name}.json?{query}",
            **_trail(answer, query),
            "csv": f"/api/v1/ask/{figure.name}.csv?{query}",
            "xlsx": f"/api/v1/ask/{figure.name}.xlsx?{query}",
        },
        "cite": _citation(answer, query, long),
        "lang": words.lang,
    }


def _trail(answer: Answer, query: str) -> dict[str, str]:
    """The address of a mark's trail; none where no row of the answer rests on rows of facts."""
    if not answer.result.question.has_trail:
        return {}
    return {"trail": f"/api/v1/trail/{answer.figure.name}.json?{query}"}


def _long_address(answer: Answer, query: str) -> str:
    """Where the figure stands on its page, of this generation."""
    figure, generation = answer.figure, answer.result.generation
    dated = query if answer.is_past else f"{query}&generation={generation}"
    return f"/{figure.page}?{dated}#{figure.name}"


def _citation(answer: Answer, query: str, long: str) -> dict[str, str]:
    """The short address, where the figure is kept under it, and the address that needs neither."""
    return {
        "path": short_address(answer.citation_id),
        "keep": f"{CITE}/{answer.figure.name}?{query}",
        "generation": answer.result.generation,
        "long": long,
    }


def _listing(answer: Answer, listing: dict[str, Any], lang: str, query: str) -> dict[str, Any]:
    """The list with the addresses it leads to; of a long one the first rows."""
    told = listing | addresses(answer.filters, lang)
    if "long" not in told:
        return told
    rows = f"/api/v1/rows/{answer.figure.name}.json?{query}"
    return told | {"rows": told["rows"][:FIRST_ROWS], "long": told["long"] | {"rows": rows}}


def _report(answer: Answer, title: str, caption: str, words: Words) -> str:
    """What a reader sends who found a slip; the browser fills in its own address and the link."""
    return words(
        "report.text",
        link="{link}",
        title=title,
        id=answer.figure.name,
        filters=caption,
        generation=answer.result.generation,
    )


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
        "detail": f"/api/v1/card/{{name}}.json?{urlencode(there, doseq=True)}",
    }


def _missing(drawing: Drawing, words: Words, caption: str) -> str | None:
    """What is said where there is nothing to show."""
    if not drawing.is_empty:
        return None
    return drawing.missing or words("empty.text", filters=caption)


def source_line(answer: Answer, words: Words) -> str:
    """The publishers behind a figure, the first few by name, and the data's generation."""
    result = answer.result
    if not result.source_ids:  # about the data itself
        return f"{words('app.name')} {result.generation}"
    return words(
        "figure.source_line",
        sources=publishers([result.citations[i] for i in result.source_ids], words),
        app=words("app.name"),
        generation=result.generation,
    )
