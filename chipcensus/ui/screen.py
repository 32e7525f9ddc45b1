"""A page's frame: title, filters, notices; then figures one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from chipcensus.census import Census, shared_census
from chipcensus.filters import Filters
from chipcensus.i18n import Words
from chipcensus.ui import session
from chipcensus.ui.figure_card import show_card
from chipcensus.ui.filter_bar import show_filter_bar


@dataclass(frozen=True)
class Screen:
    """One page being drawn."""

    census: Census
    words: Words
    filters: Filters

    def show(self, name: str) -> None:
        """Draw one figure of the catalogue as a card."""
        show_card(self.census, self.words, self.filters, name)


def open_screen(page: str, acts: Sequence[str]) -> Screen:
    """Draw what stands above a page's figures: the filters that act, what the URL said in vain."""
    census = shared_census()
    words = census.words(session.language())
    show_filter_bar(census, words, page, acts)
    _notices(census, words)
    return Screen(census, words, session.filters())


def _notices(census: Census, words: Words) -> None:
    ignored = session.ignored()
    if ignored:
        items = [
            words(
                "notice.ignored_item",
                name=words.get(f"filter.{i.name}", i.name),
                value=i.value,
                reason=words(f"notice.reason_{i.reason}"),
            )
            for i in ignored[:6]
        ]
        st.warning(_plain(words("notice.ignored", items=words("filter.separator").join(items))))
    then, now = session.linked_generation(), census.generation().id
    if then and then != now:
        st.info(words("notice.other_generation", then=then, now=now))


def _plain(text: str) -> str:
    """Text from outside, so that no sign in it works as Markdown or HTML."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>()#+-.!|~$:&" else c for c in text)
