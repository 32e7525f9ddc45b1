"""A company's own page: its name above, ways onward, and help where the address names none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import streamlit as st

from chipcensus.i18n import Words
from chipcensus.report.ready import COMPANY
from chipcensus.ui import session
from chipcensus.ui.screen import show_screen

PAGE = "company"
NEAREST = 5
LIKENESS = 0.6  # of 1


def heading(words: Words) -> tuple[str, str] | None:
    """The company's name, and its other name with the ticker; None where none is chosen."""
    census = session.census()
    if not census.is_ready() or not session.filters().id:
        return None
    rows = census.ask("meta/companies", {}).rows
    row = next(r for r in rows if r["company_id"] == session.filters().id)
    names = (
        [row["name_zh"], row["name_en"]] if words.lang == "zh" else [row["name_en"], row["name_zh"]]
    )
    title, *others = [name for name in [*names, row["ticker"]] if name]
    return title, " · ".join(others)


def show_company(page: str, *, acts: Sequence[str], figures: Sequence[str]) -> None:
    """Draw the chosen company's page, or say which companies the address may have meant."""
    words = session.census().words(session.language())
    chosen = session.filters()
    if chosen.id is None:
        _show_help(words)
        return
    compared = [company for company in chosen.companies if company != "all"]
    with st.container(horizontal=True, key="company_links"):
        _link("companies", words("label.companies.to_directory"))
        both = list(dict.fromkeys([*compared, chosen.id]))
        _link("companies", words("label.companies.to_compare"), companies=both)
        _link("report", words("reports.as_report"), key=f"{COMPANY}{chosen.id}")
    show_screen(page, acts=acts, figures=figures)


def _show_help(words: Words) -> None:
    asked = next((i.value for i in session.ignored() if i.name == "id"), None)
    if asked is None:
        st.info(words("label.companies.none_chosen"))
    else:
        near = _nearest(asked)
        key = "near" if near else "far"
        st.warning(session.plain(words(f"label.companies.unknown_{key}", asked=asked)))
        for company in near:
            # No link: one to the page the reader is on leaves the address bar as it was.
            label = words.company(company)
            st.button(label, key=f"near_{company}", on_click=session.choose, kwargs={"id": company})
    _link("companies", words("label.companies.to_directory"))


def _nearest(asked: str) -> list[str]:
    """Companies whose id, names or ticker resemble what was asked, the nearest first."""
    rows = session.census().ask("meta/companies", {}).rows
    named = {name: row["company_id"] for row in rows for name in _names(row)}
    wanted = asked.lower()
    parts = [name for name in named if wanted in name or name in wanted]
    found = parts + get_close_matches(wanted, named, NEAREST, LIKENESS)
    return list(dict.fromkeys(named[name] for name in found))[:NEAREST]


def _names(row: Mapping[str, Any]) -> list[str]:
    names = [row[column] for column in ("company_id", "name_zh", "name_en", "ticker")]
    return [name.lower() for name in names if name]


def _link(page: str, label: str, **query: Any) -> None:
    """A link within the visit that keeps the language and what acts there."""
    kept = {k: v for k, v in session.query().items() if k in {"lang", "currency", "as_of"}}
    st.page_link(f"pages/{page}.py", label=label, query_params={**kept, **query})
