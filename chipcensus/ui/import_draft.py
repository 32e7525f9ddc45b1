"""A draft on the screen: what files were found to be, their first rows, all that is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from chipcensus.access import Right, may
from chipcensus.census import shared_census
from chipcensus.export.files import MEDIA
from chipcensus.i18n import Words
from chipcensus.importing.formats import FORMATS
from chipcensus.importing.rows import Recognised
from chipcensus.intake import Draft, FileDraft, Group, TableDraft
from chipcensus.settings import DUCKDB
from chipcensus.state import acting_as
from chipcensus.ui import session
from chipcensus.ui.import_loaded import DIGITS, format_name, table_name
from chipcensus.ui.session import plain
from chipcensus.units import number
from chipcensus.workspace import Workspace

SHOWN_FILES, SHOWN_GROUPS, SHOWN_ROWS, SHOWN_PLACES = 20, 50, 8, 3
LONGEST_CELL = 40
# What the reader says the files are; empty = as recognised.
AS_FORMAT = "import_as_format"
HEADS = ("file", "format", "found_at", "rows", "refused")
GROUP_HEADS = ("count", "where", "column", "found", "expected", "remedy")


def show_draft(workspace: Workspace, draft: Draft, words: Words) -> None:
    """Everything that is known before anything is taken in, and the choices there are."""
    with st.container(key="import_draft", border=True):
        st.markdown(f"### {words('import.recognised')}")
        _show_files(draft, words)
        _show_format(workspace, words)
        _show_columns(draft, words)
        if draft.is_synthetic:
            st.warning(words("import.synthetic"))
        for name, table in draft.tables.items():
            _show_table(name, table, words)
        if draft.duplicates:
            st.caption(words("import.duplicates", count=number(draft.duplicates, DIGITS)))
        if draft.groups:
            _show_problems(draft, words)
        _show_choices(workspace, draft, words)


def _show_files(draft: Draft, words: Words) -> None:
    rows = [_file_cells(file, words) for file in draft.files[:SHOWN_FILES]]
    _table(rows, [words(f"import.head_{name}") for name in HEADS])
    if len(draft.files) > SHOWN_FILES:
        st.caption(words("import.more_files", count=len(draft.files) - SHOWN_FILES))


def _file_cells(file: FileDraft, words: Words) -> list[str]:
    found, taken = file.recognised, file.imported
    if found is None or taken is None:
        return [plain(file.name), words("import.unread"), "–", "–", "–"]
    return [
        plain(file.name),
        format_name(found.format, words),
        _found_at(found, words),
        number(taken.rows, DIGITS),
        number(taken.refused, DIGITS),
    ]


def _found_at(found: Recognised, words: Words) -> str:
    """Where and how the header was found."""
    row = words("import.header_row", row=found.header_row)
    sign = {"\t": words("import.tab"), "": ""}.get(found.delimiter, found.delimiter)
    split = words("import.delimiter", sign=sign) if sign else ""
    sheet = words("import.sheet", name=found.sheet) if found.sheet else ""
    return plain(words.list([part for part in (row, found.encoding, split, sheet) if part]))


def _show_format(workspace: Workspace, words: Words) -> None:
    """Another format can be chosen, where a file was taken for what it is not."""
    # Streamlit forgets a field that is away while the files are read again.
    st.session_state[AS_FORMAT] = workspace.as_format
    st.selectbox(
        words("import.as_format"),
        ["", *FORMATS],
        key=AS_FORMAT,
        format_func=lambda name: format_name(name, words) if name else words("import.as_found"),
        on_change=_read_as,
        args=(workspace, words),
        width=340,
    )


def _read_as(workspace: Workspace, words: Words) -> None:
    """Read the files as what was chosen; a field that is being taken away says nothing."""
    chosen = st.session_state.get(AS_FORMAT)
    if chosen is not None and chosen != workspace.as_format:
        workspace.examine_again(words, chosen)


def _show_columns(draft: Draft, words: Words) -> None:
    """Which column is read as what; personal ones are named to say that they are not read."""
    for columns, names in _mappings(draft).items():
        of = words.list([plain(name) for name in names[:SHOWN_PLACES]])
        more = len(names) - SHOWN_PLACES
        of = words("import.and_more", names=of, count=more) if more > 0 else of
        read = [
            words("import.column", header=plain(header), field=field_name(field, words))
            for field, header in columns
        ]
        st.markdown(words("import.columns", files=of, columns=words("import.separator").join(read)))
    if draft.dropped:
        st.markdown(words("import.dropped", columns=words.list([plain(n) for n in draft.dropped])))
    if draft.unused:
        st.caption(words("import.unused", columns=words.list([plain(n) for n in draft.unused])))


def _mappings(draft: Draft) -> Mapping[tuple[tuple[str, str], ...], list[str]]:
    """Files by how their columns are read: exports of one kind are told once."""
    found: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for file in draft.files:
        if file.recognised is not None:
            found.setdefault(tuple(file.recognised.columns.items()), []).append(file.name)
    return found


def field_name(field: str, words: Words) -> str:
    """A field in words; a column of the project's own tables by its label."""
    return words.get(f"file_field.{field}", words.get(f"column.{field}", field))


def _show_table(name: str, table: TableDraft, words: Words) -> None:
    """The first rows as they will be kept, and how much is unknown."""
    count = number(table.rows, DIGITS)
    st.markdown(words("import.first_rows", table=table_name(name, words), count=count))
    heads = [n for n in (table.head[0] if table.head else ()) if _is_told(table.head, n)]
    rows = [[_cell(n, row.get(n), words) for n in heads] for row in table.head[:SHOWN_ROWS]]
    if rows:
        _table(rows, [field_name(n, words) for n in heads])
    unknown = [
        words("import.unknown_of", field=field_name(n, words), count=number(count, DIGITS))
        for n, count in table.unknown.items()
        if count
    ]
    if unknown:
        st.caption(words("import.unknown", fields=words.list(unknown)))


def _is_told(rows: Sequence[Mapping[str, Any]], name: str) -> bool:
    return name != "row_id" and any(row.get(name) is not None for row in rows)


def _cell(name: str, value: Any, words: Words) -> str:
    if value is None:
        return "–"
    if name == "status":
        return words.get(f"listed_status.{value}", str(value))
    if isinstance(value, float):
        return number(value, DIGITS)
    text = value.isoformat() if isinstance(value, date) else " ".join(str(value).split())
    return plain(text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}…")


def _show_problems(draft: Draft, words: Words) -> None:
    """Everything that is wrong, grouped; the rows concerned can be taken away."""
    count = sum(group.count for group in draft.groups)
    st.error(words("import.problems", count=number(count, DIGITS), kinds=len(draft.groups)))
    rows = [_group_cells(group, words) for group in draft.groups[:SHOWN_GROUPS]]
    _table(rows, [words(f"import.group_{name}") for name in GROUP_HEADS])
    if len(draft.groups) > SHOWN_GROUPS:
        st.caption(words("import.more_groups", count=len(draft.groups) - SHOWN_GROUPS))
    if draft.refused_file is not None:
        st.download_button(
            words("import.refused_rows"),
            draft.refused_file.read_bytes,
            f"{words('import.refused_name')}.csv",
            MEDIA["csv"],
            key="import_refused_rows",
            on_click="ignore",
        )


def _group_cells(group: Group, words: Words) -> list[str]:
    shown = group.examples[:SHOWN_PLACES]
    places = [
        words("import.place", file=plain(one.file), row=one.row) if one.row else plain(one.file)
        for one in shown
    ]
    if group.count > len(shown):
        places.append("…")
    found = dict.fromkeys(one.found for one in shown if one.found)
    return [
        number(group.count, DIGITS),
        words.list(places),
        plain(group.column or "–"),
        plain(words.list(list(found)) or "–"),
        plain(group.expected),
        plain(group.remedy),
    ]


def _show_choices(workspace: Workspace, draft: Draft, words: Words) -> None:
    """Take what is right, publish it where that is allowed, or let it be."""
    rows = number(draft.rows, DIGITS)
    only_right = not draft.is_right
    with st.container(horizontal=True, vertical_alignment="center", key="import_choices"):
        if draft.rows:
            key = "take_right" if only_right else "take_all"
            st.button(
                words(f"import.{key}", rows=rows),
                key="import_take",
                on_click=workspace.take,
                kwargs={"only_right": only_right},
            )
        st.button(words("import.discard"), key="import_discard", on_click=workspace.discard)
    if not draft.rows:
        st.info(words("import.nothing_right"))
    # What all read of an engine is published where it is built: `chipcensus publish`.
    elif session.allows(Right.PUBLISH) and shared_census().settings.engine == DUCKDB:
        _show_publishing(workspace, only_right, rows, words)


def _show_publishing(workspace: Workspace, only_right: bool, rows: str, words: Words) -> None:
    """For everybody: told what that means, and only once that is ticked."""
    is_meant = st.checkbox(words("import.publish_meant"), key="import_publish_meant")
    st.button(
        words("import.publish", rows=rows),
        key="import_publish",
        disabled=not is_meant,
        on_click=_publish,
        args=(workspace, only_right),
    )


def _publish(workspace: Workspace, only_right: bool) -> None:
    """For everybody, in the name of who reads."""
    reader = session.reader()
    if reader is not None and may(reader, Right.PUBLISH):
        with acting_as(reader.id):
            workspace.publish(only_right=only_right)


def _table(rows: list[list[str]], heads: list[str]) -> None:
    st.table(pd.DataFrame(rows, columns=heads), hide_index=True)
