"""What a visit has loaded: each file with its rows, and the ways to what shows it and out of it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from chipcensus.i18n import Words
from chipcensus.importing.formats.tables import PREFIX
from chipcensus.intake import Import, ImportedFile
from chipcensus.ui import session
from chipcensus.ui.session import plain
from chipcensus.units import number
from chipcensus.workspace import Workspace

DIGITS = 12
SHOWN = 12
# Pages that show rows of a kind.
SHOWN_ON = {
    "registry": ("registrations", "deregistrations"),
    "funding": ("funding", "companies"),
    "statements": ("financials", "companies"),
    "tables": ("registrations", "financials", "funding"),
}
HEADS = ("file", "format", "taken", "refused", "snapshot")


def show_loaded(workspace: Workspace, words: Words) -> None:
    """The imports of the visit, each to be removed, and the pages that show them."""
    loaded = workspace.imports()
    if not loaded or workspace.census is None:
        return
    st.markdown(words("import.loaded", count=len(loaded)))
    for one in loaded:
        _show_one(workspace, one, words)
    kinds = dict.fromkeys(kind for one in loaded for kind in one.kinds)
    pages = dict.fromkeys(page for kind in kinds for page in SHOWN_ON[kind])
    with st.container(horizontal=True, vertical_alignment="center", key="import_pages"):
        st.markdown(words("import.shown_on"), width="content")
        for page in pages:
            st.page_link(
                f"pages/{page}.py",
                label=words(f"page.{page}.title"),
                query_params={session.LANG: words.lang},
            )


def _show_one(workspace: Workspace, one: Import, words: Words) -> None:
    with st.container(key=f"import_{one.id}", border=True):
        rows = [_cells(file, words) for file in one.files[:SHOWN]]
        heads = [words(f"import.head_{name}") for name in HEADS]
        st.table(pd.DataFrame(rows, columns=heads), hide_index=True)
        if len(one.files) > SHOWN:
            st.caption(words("import.more_files", count=len(one.files) - SHOWN))
        if any(file.is_synthetic for file in one.files):
            st.warning(words("import.synthetic"))
        st.button(
            words("import.remove"),
            key=f"import_remove_{one.id}",
            disabled=workspace.is_busy(),
            on_click=workspace.remove,
            args=(one.id,),
        )


def _cells(file: ImportedFile, words: Words) -> list[str]:
    return [
        plain(file.name),
        format_name(file.format, words),
        number(file.rows, DIGITS),
        number(file.refused, DIGITS),
        words.day(file.newest),
    ]


def format_name(name: str, words: Words) -> str:
    """A format in words; a table of the project's own by its name."""
    known = words.get(f"import_format.{name}", "")
    if known:
        return known
    return words("import.own_table", table=table_name(name.removeprefix(PREFIX), words))


def table_name(name: str, words: Words) -> str:
    """A table in words."""
    return words.get("import.companies" if name == "registry" else f"table_name.{name}", name)
