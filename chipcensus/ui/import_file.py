"""A reader's own files on the page Data: what they are, what is wrong, taken in for this visit."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from chipcensus.census import shared_census
from chipcensus.errors import TooManyVisits
from chipcensus.i18n import Words
from chipcensus.importing.rows import Upload
from chipcensus.ui import session
from chipcensus.ui.import_draft import AS_FORMAT, show_draft
from chipcensus.ui.import_failed import say_failed
from chipcensus.ui.import_loaded import show_loaded
from chipcensus.ui.import_scopes import show_scopes
from chipcensus.ui.visit import tell_browser
from chipcensus.workspace import PUBLISH, Workspace

ENDINGS = ("csv", "tsv", "txt", "xlsx", "parquet", "zip")
# So that a visit cannot fill the memory: the files of one drop, together, are at most so many times
# as large as one file may be.
TOGETHER = 2
MEGABYTE = 1 << 20
# How often the page looks how far the work is.
LOOK_SECONDS = 0.3
# Another round has another field: the files of the one before leave the memory.
ROUND, REFUSED = "import_round", "import_refused"


def show_import(words: Words) -> Any:
    """What is loaded, the field for files, what became of the last; the place to say how far.

    It stands above the page's figures, where it stays when something is loaded; closed until then.
    """
    workspace = session.workspace()
    with st.container(key="import"):
        if workspace is None:
            # Not an expander: its sign fetches a font of 370 kB.
            if not st.toggle(words("import.title"), key="import_open"):
                return None
            st.markdown(words("import.lead"))
        else:
            st.header(words("import.title"), anchor=False)
            show_loaded(workspace, words)
            tell_browser(workspace, "visit_busy", busy=workspace.is_busy())
        place = st.empty()
        if workspace is None or not workspace.is_busy():
            _show_end(workspace, words)
            _show_field(words)
            if workspace is not None and workspace.draft is not None:
                show_draft(workspace, workspace.draft, words)
            show_scopes(workspace, words)
    return place


def follow(place: Any, words: Words) -> None:
    """Say how far the work is until it is over; the page is then drawn anew."""
    workspace = session.workspace()
    if workspace is None or workspace.job is None or workspace.job.is_over():
        return
    job = workspace.job
    while not job.wait(LOOK_SECONDS):
        place.info(_progress(job.name, job.step, words))
    st.rerun()


def _show_field(words: Words) -> None:
    largest = shared_census().settings.upload_mb
    field = f"import_files_{st.session_state.get(ROUND, 0)}"
    st.file_uploader(
        words("import.files"),
        type=ENDINGS,
        accept_multiple_files=True,
        key=field,
        max_upload_size=largest,
        on_change=_received,
        args=(field, words),
    )
    st.caption(words("import.limits", together=TOGETHER * largest))
    refused = st.session_state.get(REFUSED)
    if refused:
        st.error(refused)


def _received(field: str, words: Words) -> None:
    """Begin to read what was dropped; the field lets go of it."""
    # A field whose files were taken already may tell of them again: they are empty names then.
    files = [file for file in st.session_state[field] or () if isinstance(file, UploadedFile)]
    for name in (REFUSED, AS_FORMAT):
        st.session_state.pop(name, None)
    if not files:
        return
    together = TOGETHER * shared_census().settings.upload_mb
    if sum(file.size for file in files) > together * MEGABYTE:
        st.session_state[REFUSED] = words("import.too_much", together=together)
    else:
        try:
            session.own_workspace().examine(uploads(files), words)
            _forget(files)
        except TooManyVisits:
            st.session_state[REFUSED] = words("import.too_many_visits")
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _forget(files: Sequence[Any]) -> None:
    """Let Streamlit let go of files that are read from memory of our own."""
    context = get_script_run_ctx()
    if context is None or not isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        return
    for file in files:
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def uploads(files: Sequence[Any]) -> list[Upload]:
    """Files as the browser sent them, in memory."""
    return [_upload(file.name, file.getvalue()) for file in files]


def _upload(name: str, content: bytes) -> Upload:
    return Upload(name, len(content), lambda: BytesIO(content))


def _show_end(workspace: Workspace | None, words: Words) -> None:
    """What became of the last work, where that is to be told."""
    job = workspace.job if workspace else None
    if job is not None and job.error is not None:
        say_failed(job.error, words)
    elif job is not None and job.name == PUBLISH:
        st.success(words("import.published"))


def _progress(name: str, step: str, words: Words) -> str:
    """In the reader's language: steps of a build by their names, others say themselves."""
    said = words.get(f"notice.build_{step}", step)
    return " · ".join(filter(None, (words(f"import.doing_{name}"), session.plain(said))))
