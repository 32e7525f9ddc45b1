"""The page of reports: what is collected is in the browser, so is most of the page."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import Any

import streamlit as st

from chipcensus.census import Census, shared_census
from chipcensus.errors import ReportBroken
from chipcensus.frontend import content, loader
from chipcensus.i18n import LANGUAGES, Words
from chipcensus.report import FORMATS, Spec, look_up, ready
from chipcensus.report.paper import SHEET_HEIGHT, WIDTHS
from chipcensus.report.ready import COMPANY, INDUSTRY
from chipcensus.report.routes import REPORTS
from chipcensus.ui import session
from chipcensus.ui.frame import LANGUAGE_NAMES
from chipcensus.ui.widgets import company_label
from chipcensus.ui.worst_day import worst_day

LONGEST_SHOWN = 40


@cache
def _component() -> Any:
    # Once per process: Streamlit warns when a component is registered again.
    script, style = loader("report.js"), content("report.css")
    return st.components.v2.component("report", js=script, css=style, isolate_styles=False)


def show_report() -> None:
    """Draw the reader's own report, or the one that the address names."""
    with worst_day(session.language()):
        census = session.census()
        words = census.words(session.language())
        spec = _opened(words)
        _component()(data=told(census, words, session.cited() if spec else "", spec), key="report")


def told(census: Census, words: Words, key: str, spec: Spec | None) -> dict[str, Any]:
    """What the browser's part of the page is given."""
    rows = census.ask("meta/companies", {}).rows
    return {
        "lang": words.lang,
        "key": key,
        "isReady": key == INDUSTRY or key.startswith(COMPANY),
        "report": asdict(spec) if spec else None,
        "reports": REPORTS,
        "base": census.address,
        "isPrivate": census.is_private,
        "generation": "" if census.is_private else census.generation().id,
        "formats": {name: form.has_pictures for name, form in FORMATS.items()},
        "languages": [[lang, LANGUAGE_NAMES[lang]] for lang in LANGUAGES],
        "companies": [[r["company_id"], company_label(r, words.lang)] for r in rows],
        "ready": {"company": COMPANY, "industry": INDUSTRY},
        "most": census.settings.report_figures,
        "widths": WIDTHS,
        "sheetHeight": SHEET_HEIGHT,
    }


def _opened(words: Words) -> Spec | None:
    """The report that the address names; what is wrong with it is said."""
    key = session.cited()
    if not key:
        return None
    try:
        spec = ready(session.census(), key, words) or look_up(shared_census(), key)
    except ReportBroken as error:
        st.warning(session.plain(words("reports.broken", slips=str(error))))
        return None
    if spec is None:
        st.warning(session.plain(words("reports.unknown", asked=key[:LONGEST_SHOWN])))
    return spec
