"""The page Data's section on taking everything away: files, terms, how to cite, addresses."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from chipcensus.census import shared_census
from chipcensus.dataset import (
    DESCRIPTION,
    FORMATS,
    Contents,
    Table,
    bibtex,
    citation,
    download_name,
    read_contents,
    table_title,
)
from chipcensus.downloads import DATA, NEWEST, SIZES, examples
from chipcensus.frontend import content, loader
from chipcensus.i18n import Words, read_words
from chipcensus.ui import session
from chipcensus.ui.worst_day import worst_day
from chipcensus.units import number

ROWS_DIGITS = 12


@cache
def _component() -> Any:
    # Once per process: Streamlit warns when a component is registered again.
    script, style = loader("downloads.js"), content("downloads.css")
    return st.components.v2.component("downloads", js=script, css=style, isolate_styles=False)


def show_downloads() -> None:
    """Draw the section for the current generation."""
    with worst_day(session.language()):
        contents = read_contents(shared_census().data())
        words = read_words(session.language())
        if session.census().is_private:
            st.info(words("visit.downloads"))
        data = section(contents, words)
        _component()(data=data, key="downloads")


def section(contents: Contents, words: Words) -> dict[str, Any]:
    """Everything the section says, in the language of `words`; sizes the browser asks for."""
    folder = f"{DATA}/{contents.id}"
    derived = sum(table.is_derived for table in contents.tables)
    return {
        "lang": words.lang,
        "lead": words(
            "download.lead",
            id=contents.id,
            tables=len(contents.tables) - derived,
            rows=number(contents.rows, ROWS_DIGITS),
            derived=derived,
            day=contents.built_at.date().isoformat(),
        ),
        "files": [_file(contents.id, form, folder, words) for form in FORMATS],
        "sizes": f"{folder}/{SIZES}",
        "more": [
            {"label": words("download.readme_link"), "address": f"{folder}/README.md"},
            {"label": words("download.descriptor"), "address": f"{folder}/{DESCRIPTION}"},
        ],
        "single": words("download.single", count=len(contents.tables)),
        "tables": [_table(table, folder, words) for table in contents.tables],
        "licence": f"{folder}/LICENSE.md",
        "citation": citation(contents, words),
        "bibtex": bibtex(contents).strip(),
        "newest": NEWEST,
        "examples": [
            {"label": words(f"download.api_{name}"), "code": code}
            for name, code in examples(contents.id).items()
        ],
        "words": {name: words(f"download.{name}") for name in SPOKEN},
    }


SPOKEN = (
    "title",
    "single_name",
    "single_rows",
    "single_files",
    "licence",
    "licence_text",
    "licence_link",
    "cite",
    "cite_text",
    "cite_bibtex",
    "api",
    "api_lead",
    "api_newest",
    "copy",
    "copied",
)


def _file(identity: str, form: str, folder: str, words: Words) -> dict[str, str]:
    name, key = download_name(identity, form), form.removesuffix(".zip")
    return {
        "name": name,
        "address": f"{folder}/{name}",
        "label": words(f"download.name_{key}"),
        "holds": words(f"download.holds_{key}"),
    }


def _table(table: Table, folder: str, words: Words) -> dict[str, Any]:
    title = table_title(table, words)
    return {
        "name": table.name,
        "title": words("download.derived", title=title) if table.is_derived else title,
        "rows": number(table.rows, ROWS_DIGITS),
        "files": [
            {
                "label": ending.capitalize() if ending == "parquet" else ending.upper(),
                "address": f"{folder}/{table.name}.{ending}",
            }
            for ending in ("csv", "parquet")
        ],
    }
