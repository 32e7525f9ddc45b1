"""Who reads, on the screen: the way in, the way out, and what a role does not allow."""

from __future__ import annotations

import streamlit as st

from chipcensus.access import Right
from chipcensus.access.roles import LEAST
from chipcensus.i18n import Words
from chipcensus.ui import session
from chipcensus.ui.toolbar import show_sign_in_button
from chipcensus.ui.visit import leave

# What takes more than reading; the navigation shows these pages to whom they are open.
NEEDS = {"explore": Right.EXPLORE}


def is_open(page: str) -> bool:
    """Whether the reader may see a page."""
    return session.allows(NEEDS.get(page, Right.READ))


def show_account(words: Words) -> None:
    """A button to sign in or out, where there is a sign-in."""
    if not session.has_sign_in():
        return
    reader = session.reader()
    if reader is not None and reader.is_signed_in:
        st.button(words("sign_in.out"), key="sign_out", on_click=_leave, help=who(words))
    else:
        show_sign_in_button(words, words("sign_in.go"))


def _leave() -> None:
    """Out; who comes next in this browser finds nothing of this reader's own data."""
    leave()
    st.logout()


def who(words: Words) -> str:
    """Who has signed in, with the role; empty of nobody."""
    reader = session.reader()
    if reader is None or not reader.is_signed_in:
        return ""
    name, role = session.plain(reader.name), words(f"role.{reader.role.word}")
    if not name:
        return words("sign_in.as_unnamed", role=role)
    return words("sign_in.as_", name=name, role=role)


def say_closed(words: Words, page: str) -> None:
    """What stands in the place of a page that the reader may not see."""
    reader = session.reader()
    if reader is None:
        st.info(words("sign_in.over"))
        return
    role = words(f"role.{LEAST[NEEDS[page]].word}")
    st.info(words("sign_in.takes", role=role, own=words(f"role.{reader.role.word}")))
