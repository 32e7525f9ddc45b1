"""One figure on the screen. The front end is figure_card.js; the contract docs/CARD.md."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st

from chipcensus.census import Census
from chipcensus.charts.drawing import Drawing
from chipcensus.filters import Filters
from chipcensus.frontend import loader
from chipcensus.i18n import Words
from chipcensus.keeping import kept_with_its_owner
from chipcensus.ui.card_data import addresses, blank, card_data, own_card, own_listing

# A card is about 10 kB.
KEPT_CARDS = 1000


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


def show_listing(census: Census, drawing: Drawing, title: str, words: Words, key: str) -> None:
    """A list that is no figure of the catalogue, such as a reader's own: kept nowhere else."""
    listing = drawing.listing and drawing.listing | addresses(Filters(), words.lang)
    if listing and census.is_private:
        listing = own_listing(listing, census.address)
    card = blank(key, title, words) | {
        "finding": drawing.finding,
        "listing": listing,
        "empty": drawing.missing or None,
        "alt": drawing.alt,
        "notes": list(drawing.notes),
        "height": drawing.height,
    }
    _mount(f"list_{key}", packed(card))


def prepare_card(census: Census, lang: str, filters: Filters, name: str) -> Prepared:
    """A card, worked out once for all readers of a generation."""
    return _prepared(census, census.generation().file, filters, name, lang)


@kept_with_its_owner(KEPT_CARDS)
def _prepared(census: Census, _generation: str, filters: Filters, name: str, lang: str) -> Prepared:
    answer = census.figure(name, filters)
    card = card_data(answer, census.words(lang))
    is_chart = bool(card["figure"] or card["empty"]) and not card["page"]
    told = own_card(card, census.address) if answer.is_private else card
    return Prepared(name, packed(told), is_chart)
