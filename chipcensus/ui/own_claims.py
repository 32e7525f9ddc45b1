"""A reader's own claims: a file in, verdicts out. They stay in the memory of this visit."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import streamlit as st

from chipcensus.census import Census
from chipcensus.charts.claims import own
from chipcensus.errors import Problem
from chipcensus.export.files import MEDIA, Heading, to_csv, to_xlsx
from chipcensus.figures import COUNTS, FIGURES
from chipcensus.i18n import Words
from chipcensus.importing.own_claims import LIMITS, WANTED, Checked, Known, read_own_claims
from chipcensus.own_claims import Ask, OwnClaim, check, picked
from chipcensus.problems import problem
from chipcensus.result import Result
from chipcensus.ui import session
from chipcensus.ui.figure_card import show_listing
from chipcensus.ui.problem_list import show_problems

KEPT, REFUSED = "own_claims", "own_claims_refused"
SAMPLE = (
    ("10900", "companies", "deregistrations/by_year",
     "scope=chip;provider={provider};year=2023", "companies"),
    ("64.765", "M CNY", "financials/by_period",
     "metric=revenue;frequency=half;companies=cambricon;fiscal_label=H1-2024", "value"),
    ("71.3", "billion CNY", "financials/by_period",
     '{"metric": "revenue", "companies": ["hygon"], "fiscal_label": "FY2024"}', "value"),
)  # fmt: skip


def show_own_claims(census: Census, words: Words) -> None:
    """The field for a file, what is wrong with it, and the verdicts on the last good one."""
    st.subheader(words("own.title"), anchor=False)
    st.markdown(words("own.lead", rows=f"{LIMITS.rows:,}", size=f"{LIMITS.size // 1_000_000}"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="own_claims_file"):
        file = st.file_uploader(
            words("own.file"),
            type="csv",
            key="own_claims_upload",
            max_upload_size=LIMITS.size // 1_000_000,
            width=420,
        )
        st.download_button(
            words("own.sample"), _sample(words), f"{words('own.sample_name')}.csv", MEDIA["csv"],
            key="own_claims_sample", on_click="ignore",
        )  # fmt: skip
    # Not an expander: its sign fetches a font of 370 kB.
    if st.checkbox(words("own.how"), key="own_claims_how"):
        st.markdown(words("own.columns"))
    if file is not None:
        _take(census, words, file)
    if st.session_state.get(REFUSED):
        show_problems(st.session_state[REFUSED], words)
        if KEPT in st.session_state:
            st.info(words("own.kept"))
    if KEPT in st.session_state:
        _show(census, words, st.session_state[KEPT])


def _take(census: Census, words: Words, file: Any) -> None:
    """Check a file once; a bad one leaves what is kept as it is."""
    seen = (file.file_id, words.lang, census.generation().file)
    if st.session_state.get("own_claims_seen") == seen:
        return
    st.session_state["own_claims_seen"] = seen
    # Before anything is read: a large file is refused by its size.
    content = file.getvalue() if file.size <= LIMITS.size else b" " * file.size
    checked = read_own_claims(file.name, content, _known(census), words)
    problems = [*checked.problems, *_unpicked(file.name, checked, _asker(census), words)]
    problems.sort(key=lambda found: found.row or 0)
    st.session_state[REFUSED] = problems
    if not problems:
        st.session_state[KEPT] = tuple(checked.claims)


def _known(census: Census) -> Known:
    defaults = {name: figure.defaults for name, figure in FIGURES.items() if "claims/" not in name}
    sources = frozenset(row["source_id"] for row in census.ask("meta/sources", {}).rows)
    return Known(census.engine.questions, defaults, census.choices(), sources)


def _asker(census: Census) -> Ask:
    day = session.filters().as_of
    return lambda name, params: census.ask(name, {"as_of": day, **params})


def _unpicked(file: str, checked: Checked, ask: Ask, words: Words) -> list[Problem]:
    """Claims whose question answers with several rows."""
    found = [
        (claim, len(picked(claim, ask(claim.question, claim.params)))) for claim in checked.claims
    ]
    return [
        problem(file, words, "several_rows", str(count), claim.row, "parameters")
        for claim, count in found
        if count > 1
    ]


def _show(census: Census, words: Words, claims: tuple[OwnClaim, ...]) -> None:
    result = check(claims, _asker(census))
    result = replace(result, generation=census.generation().id)
    drawing = own.draw(result, words)
    show_listing(census, drawing, words("own.result"), words, "own_claims")
    name = words("own.result_name")
    with st.container(horizontal=True, key="own_claims_files"):
        _download("csv", lambda: to_csv(result), name)
        _download("xlsx", lambda: _workbook(census, result, drawing.finding, words), name)
        st.button(words("own.forget"), key="own_claims_forget", on_click=_forget)


def _download(ending: str, data: Any, name: str) -> None:
    st.download_button(
        ending.upper(), data, f"{name}.{ending}", MEDIA[ending],
        key=f"own_claims_{ending}", on_click="ignore",
    )  # fmt: skip


def _workbook(census: Census, result: Result, finding: str, words: Words) -> bytes:
    heading = Heading(words("own.result"), finding, "", "", (words("own.private"),))
    return to_xlsx(result, heading, census.reported(result), words)


def _forget() -> None:
    for key in (KEPT, REFUSED):
        st.session_state.pop(key, None)


def _sample(words: Words) -> bytes:
    """A file to start from."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(WANTED)
    for place, row in enumerate(SAMPLE, start=1):
        filled = [cell.replace("{provider}", COUNTS["provider"]) for cell in row]
        writer.writerow([words(f"own.sample_{place}"), *filled])
    return out.getvalue().encode("utf-8-sig")
