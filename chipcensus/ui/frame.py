"""The frame around every page: start-up, navigation, language, theme, footer."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import streamlit as st

from chipcensus.i18n import LANGUAGES, Words, read_words
from chipcensus.ui import company, session
from chipcensus.ui.account import is_open, say_closed, show_account, who
from chipcensus.ui.away import show_away
from chipcensus.ui.search_box import show_search_box
from chipcensus.ui.toolbar import show_theme_button
from chipcensus.ui.visit import show_visit
from chipcensus.ui.worst_day import EXPECTED, worst_day

LANGUAGE_NAMES = {"zh": "中文", "en": "English"}
# As text: a file would be read again at every run.
LOGO = f"data:image/svg+xml,{quote((Path(__file__).parent / 'logo.svg').read_text('utf-8'))}"
# Pixels: a lead of two lines at most.
HEAD_WIDTH = 680


def run(pages: Sequence[str], hidden: Sequence[str] = ()) -> None:
    """Draw the frame and the page the reader is on.

    Args:
        pages: listed in the navigation, the first is the front page.
        hidden: reached by a link only.
    """
    with suppress(*EXPECTED):  # what is wrong is said below, where the page asks again
        _take_up_url()
    words = read_words(session.language())
    st.set_page_config(page_title=words("app.name"), layout="wide")
    st.logo(LOGO, size="large")
    listed = [
        st.Page(
            f"pages/{name}.py",
            title=words(f"page.{name}.title"),
            url_path=name,
            default=place == 0,
            visibility="hidden" if name in hidden or not is_open(name) else "visible",
        )
        for place, name in enumerate([*pages, *hidden])
    ]
    page = st.navigation(listed, position="top")
    name = page.url_path or pages[0]
    session.settle(name)
    _header(words, name, [*pages, *hidden])
    if not is_open(name):
        say_closed(words, name)
        return
    with worst_day(words.lang):
        _prepare(words, name)
        session.show(session.census().generation().file)
        show_away(words)
        show_visit(words, name)
        page.run()
        _footer(words)


def _take_up_url() -> None:
    census = session.census()
    if census.is_ready():
        session.start(census.choices())
        if session.is_overtaken(census.generation().file):
            session.check_again(census.choices())


def _header(words: Words, name: str, pages: Sequence[str]) -> None:
    """The page's title, the search box, and the two switches of the frame."""
    title, lead = words(f"page.{name}.title"), words(f"page.{name}.lead")
    named = company.heading(words) if name == company.PAGE else None
    if named:
        title, lead = named
        st.set_page_config(page_title=words("app.page_title", page=title))
    with st.container(horizontal=True, horizontal_alignment="distribute", key="header"):
        with st.container(gap="xsmall", width=HEAD_WIDTH):
            st.title(title, anchor=False)
            st.caption(lead)
        with st.container(
            horizontal=True, horizontal_alignment="right", width="content", key="switches"
        ):
            show_search_box(words)
            st.session_state["choose_lang"] = session.language()
            st.segmented_control(
                words("app.language"),
                LANGUAGES,
                key="choose_lang",
                label_visibility="collapsed",
                format_func=LANGUAGE_NAMES.__getitem__,
                on_change=_choose_language,
                required=True,
            )
            paths = ["/", *(f"/{name}" for name in pages)]
            show_theme_button(words, paths, explores=is_open("explore"))
            show_account(words)


def _choose_language() -> None:
    session.choose(lang=st.session_state["choose_lang"] or session.language())


def _prepare(words: Words, name: str) -> None:
    """Open the generation; the first start builds it and says how far it is."""
    census = session.census()
    if not census.is_ready():
        with st.status(words("notice.building")) as status:
            census.generation(lambda step: status.update(label=words(f"notice.build_{step}")))
        st.rerun()
    if not session.has_started():  # the data was opened for somebody else since this run began
        session.start(census.choices())
        session.settle(name)


def _footer(words: Words) -> None:
    census = session.census()
    about = census.ask("meta/generation", {}).rows[0]
    built = about["built_at"].strftime("%Y-%m-%d %H:%M")
    lines = [
        words(
            "footer.generation",
            id=about["id"],
            built_at=built,
            rows=f"{about['rows']:,}",
            sources=f"{about['sources']:,}",
            newest=words.day(about["newest_source_on"]),
        ),
        words("footer.licence"),
        words("visit.footer") if census.is_private else words("footer.cite", id=about["id"]),
        who(words),
    ]
    st.caption("  \n".join(filter(None, lines)))
