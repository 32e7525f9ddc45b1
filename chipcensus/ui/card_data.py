"""What a card's front end is given; docs/CARD.md is the contract."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any
from urllib.parse import urlencode

from chipcensus.answer import Answer
from chipcensus.census import Census
from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import MOST_COMPARED
from chipcensus.citing import short_address
from chipcensus.citing.routes import CITE
from chipcensus.exhibits import missing, source_line
from chipcensus.figures import notes
from chipcensus.filters import ALL, Filters
from chipcensus.i18n import Words
from chipcensus.ui.session import OWN

EMBED = "/embed"
# Of a long list, with the card; the browser fetches the others.
FIRST_ROWS = 12


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


def own_card(card: dict[str, Any], address: str) -> dict[str, Any]:
    """The card of a visit's own data: it fetches below `address`; nobody else can be sent to it."""
    links = {name: _own(link, address) for name, link in card["links"].items()}
    return card | {
        "links": links,
        "listing": card["listing"] and own_listing(card["listing"], address),
        "cite": None,
        "report": None,
    }


def own_listing(listing: dict[str, Any], address: str) -> dict[str, Any]:
    """A list of a visit's own data."""
    told = listing | {"detail": _own(listing["detail"], address)}
    if "long" in told:
        told["long"] = told["long"] | {"rows": _own(told["long"]["rows"], address)}
    return told


def _own(link: str, address: str) -> str:
    return link.replace(Census.address, address, 1)


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
        "empty": missing(drawing, answer, words) or None,
        "page": f"/{figure.leads_to}?{query}" if figure.leads_to else "",
        "alt": drawing.alt or words("empty.title"),
        "notes": [] if drawing.is_empty else notes(result, drawing, words),
        "height": drawing.height,
        "file": answer.file_name(words),
        "report": {"text": _report(answer, title, caption, words), "link": long},
        "links": {
            "details": f"/api/v1/card/{figure.name}.json?{query}",
            **_trail(answer, query),
            **_files(drawing, figure.name, query),
        },
        "cite": _citation(answer, query, long),
        "lang": words.lang,
    }


def _files(drawing: Drawing, name: str, query: str) -> dict[str, str]:
    """Addresses of files by ending, in the order of the menu: what is drawn, then the data."""
    drawn = ["pdf"] * bool(drawing.figure) + ["pptx", "html"] * (not drawing.is_empty)
    return {
        **{end: f"/api/v1/figure/{name}.{end}?{query}" for end in drawn},
        **{end: f"/api/v1/ask/{name}.{end}?{query}" for end in ("xlsx", "csv", "parquet", "json")},
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
    """The short address, where it is kept, the address that needs neither, that for a frame."""
    return {
        "path": short_address(answer.citation_id),
        "keep": f"{CITE}/{answer.figure.name}?{query}",
        "generation": answer.result.generation,
        "long": long,
        "embed": f"{EMBED}/{answer.figure.name}?{query}",
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
