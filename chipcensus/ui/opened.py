"""What the address of the page Explore may hold: a statement, or the name of a shipped question."""

from __future__ import annotations

from collections.abc import MutableMapping

import streamlit as st

PAGE, STATE, NAMES = "explore", "opens", ("sql", "question")
# Signs of a statement in an address; a longer one is kept by the browser alone.
LONGEST = 1500


def take(url: MutableMapping[str, list[str]]) -> None:
    """Take over what an address says of it, out of `url`."""
    st.session_state[STATE] = {name: url.pop(name)[-1] for name in NAMES if name in url}


def told() -> dict[str, str]:
    """What the address says of it from now on."""
    held: dict[str, str] = st.session_state.get(STATE, {})
    return {name: text for name, text in held.items() if len(text) <= LONGEST}


def opened(name: str) -> str:
    """One of NAMES; empty where the address does not say it."""
    held: dict[str, str] = st.session_state.get(STATE, {})
    return held.get(name, "")


def put(sql: str = "") -> None:
    """Lead to a statement from now on; without one, to none."""
    st.session_state[STATE] = {"sql": sql} if sql else {}
