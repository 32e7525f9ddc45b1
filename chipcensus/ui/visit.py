"""What every page says while a visit has data of its own, and the way to leave it."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from chipcensus.census import shared_census
from chipcensus.frontend import loader
from chipcensus.i18n import Words
from chipcensus.ui import session
from chipcensus.units import number
from chipcensus.workspace import Workspace, workspaces_of

SHOWN, DIGITS = 2, 12


@cache
def _component() -> Any:
    # Once per process: Streamlit warns when a component is registered again.
    return st.components.v2.component("visit", js=loader("visit.js"), isolate_styles=False)


def tell_browser(workspace: Workspace, key: str, **told: bool) -> None:
    """The browser comes back to this visit; told `busy` first true and then false, it shows how."""
    data = {"address": workspace.address, **told}
    _component()(data=data, key=key, width="content", height="content")


def show_visit(words: Words, page: str) -> None:
    """Say that the page is on the reader's own data, and that nobody else sees it."""
    if session.visit_ended():
        st.info(words("visit.ended"))
    workspace = session.workspace()
    if workspace is None:
        return
    tell_browser(workspace, "visit_stay")
    if workspace.census is None:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", border=True, key="visit_notice"
    ):
        st.markdown(_notice(workspace, words), width="content")
        if page != "data":
            lang = {session.LANG: words.lang}
            st.page_link("pages/data.py", label=words("visit.to_data"), query_params=lang)
        st.button(words("visit.leave"), key="visit_leave", on_click=leave)


def leave() -> None:
    """End the visit's own data at once."""
    workspace = session.workspace()
    if workspace is not None:
        workspaces_of(shared_census()).close(workspace)
    session.forget_visit()


def _notice(workspace: Workspace, words: Words) -> str:
    """What is loaded, that own rules sort it, and that a generator made it, where that is so."""
    files = [file for one in workspace.imports() for file in one.files]
    names = words.list([session.plain(file.name) for file in files[:SHOWN]])
    if len(files) > SHOWN:
        names = words("import.and_more", names=names, count=len(files) - SHOWN)
    rows = number(sum(file.rows for file in files), DIGITS)
    said = [words("visit.notice", files=names, rows=rows)]
    if workspace.scopes:
        said.append(words("visit.own_rules"))
    if any(file.is_synthetic for file in files):
        said.append(f"**{words('import.synthetic')}**")
    return " ".join(said)
