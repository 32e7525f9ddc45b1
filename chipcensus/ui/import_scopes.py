"""The rules by which companies of a list are counted to a field: shown, and a visit's own."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from chipcensus.census import shared_census
from chipcensus.errors import Problem, ProblemsFound
from chipcensus.i18n import Words
from chipcensus.scopes import BREADTHS, Rule, Scopes
from chipcensus.scopes_file import read_scopes
from chipcensus.ui.problem_list import show_problems
from chipcensus.ui.session import plain
from chipcensus.workspace import Workspace

TEXT, SLIPS = "import_scopes_text", "import_scopes_slips"
# Pixels.
HEIGHT = 420
HEADS = ("scope", "breadth", "name", "business_scope")


def show_scopes(workspace: Workspace | None, words: Words) -> None:
    """The rules in words and as text; where companies are loaded a visit can change its own."""
    if not st.checkbox(words("import.scopes_show"), key="import_scopes_show"):
        return
    st.markdown(words("import.scopes_how"))
    text = (workspace.scopes if workspace else "") or shared_scopes()
    rows = list(_told(read_scopes(text, words), words))
    st.table(
        pd.DataFrame(rows, columns=[words(f"import.scopes_{name}") for name in HEADS]),
        hide_index=True,
    )
    if workspace is None or not any("registry" in one.kinds for one in workspace.imports()):
        st.caption(words("import.scopes_unused"))
        return
    # Streamlit drops what a field held while it was not shown.
    st.session_state.setdefault(TEXT, text)
    st.text_area(words("import.scopes_text"), key=TEXT, height=HEIGHT)
    slips: list[Problem] | None = st.session_state.get(SLIPS)
    if slips:
        show_problems(slips, words)
    with st.container(horizontal=True, key="import_scopes_choices"):
        _button("apply", workspace, words)
        if workspace.scopes:
            _button("reset", workspace, words)


def shared_scopes() -> str:
    """The rules everybody's data is counted by."""
    return (shared_census().settings.data / "scopes.toml").read_text(encoding="utf-8")


def _told(scopes: Scopes, words: Words) -> Iterator[list[str]]:
    """A row a scope and breadth: what is looked for in which text, what is struck out before."""
    for scope, breadths in scopes.rules.items():
        for breadth in (name for name in BREADTHS if name in breadths):
            rules = breadths[breadth]
            cells = [_rule(rules.get(name), words) for name in ("name", "business_scope")]
            yield [words.code("scope", scope), words(f"import.breadth_{breadth}"), *cells]


def _rule(rule: Rule | None, words: Words) -> str:
    if rule is None:
        return "–"
    struck = words.list(list(rule.struck))
    without = words("import.scopes_struck", words=struck) if struck else ""
    return plain(words.list(list(rule.words)) + without)


def _button(deed: str, workspace: Workspace, words: Words) -> None:
    st.button(
        words(f"import.scopes_{deed}"),
        key=f"import_scopes_{deed}",
        on_click=_apply if deed == "apply" else _reset,
        args=(workspace, words),
    )


def _apply(workspace: Workspace, words: Words) -> None:
    """Count anew by what the reader wrote; slips are told, and change nothing."""
    text = st.session_state[TEXT]
    try:
        read_scopes(text, words)
    except ProblemsFound as error:
        st.session_state[SLIPS] = list(error.problems)
        return
    st.session_state.pop(SLIPS, None)
    workspace.tag("" if text == shared_scopes() else text)


def _reset(workspace: Workspace, _: Words) -> None:
    st.session_state[TEXT] = shared_scopes()
    st.session_state.pop(SLIPS, None)
    workspace.tag("")
