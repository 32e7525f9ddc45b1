"""A draft taken in, given up, or made part of everybody's data."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from chipcensus.errors import GenerationMissing, ProblemsFound
from chipcensus.intake.draft import Draft
from chipcensus.intake.faults import as_problems
from chipcensus.intake.folders import dropped
from chipcensus.publish import build, in_force
from chipcensus.publish.imports import (
    MANIFEST,
    Import,
    read_import,
    shared_folder,
    write_manifest,
)
from chipcensus.settings import Settings
from chipcensus.state import record
from chipcensus.store import LOCK, Store, remove, sync, writing

Say = Callable[[str], None]
# In the audit trail.
IMPORTED = "import"


@dataclass(frozen=True)
class Published:
    """What became of a draft: the import, the generation with it, and whether either is new."""

    taken: Import
    generation: str
    is_new: bool


def accept(draft: Draft, *, only_right: bool = False, folder: Path | None = None) -> Import:
    """Take in what is right; of a draft that was accepted before, the import there is.

    Args:
        draft: as `examine` gave it; its folder becomes the import's.
        only_right: although files or rows were refused.
        folder: where the import is to lie, on the same disk; default: beside the draft.

    Raises:
        ProblemsFound: something was refused and `only_right` was not said, or nothing is right.
    """
    if not draft.rows or not (only_right or draft.is_right):
        raise ProblemsFound(as_problems(draft.groups))
    target = (folder or draft.folder.parent) / draft.id
    if not (target / MANIFEST).exists():
        _seal(draft)
        remove(target)  # cut short
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.folder.replace(target)
    dropped(draft.folder)
    return read_import(target)


def _seal(draft: Draft) -> None:
    """Complete the folder and write it through to the disk."""
    write_manifest(draft.folder, datetime.now(UTC), draft.imported, draft.looked_for)
    (draft.folder / LOCK).unlink(missing_ok=True)
    for path in draft.folder.iterdir():
        sync(path)


def discard(draft: Draft) -> None:
    """Give a draft up."""
    dropped(draft.folder)


def publish_draft(
    settings: Settings, draft: Draft, *, only_right: bool = False, say: Say = lambda _: None
) -> Published:
    """Take a draft into everybody's data: a new generation, at once or not at all.

    Raises:
        ProblemsFound: as `accept`, or the data does not build with it; nothing changed.
        Busy: another process builds or imports.
    """
    store = Store(settings)
    with writing(store.folder, settings.wait_seconds, say):
        before = in_force(settings, say)
        folder = shared_folder(settings)
        was_there = (folder / draft.id / MANIFEST).exists()
        taken = accept(draft, only_right=only_right, folder=folder)
        is_new = taken.id not in {one.id for one in before}
        if not is_new and (current := _current(store)):
            return Published(taken, current, is_new=False)
        try:
            with_it = [*before, taken] if is_new else before
            generation = build(settings, say, with_it)
        except BaseException:
            if is_new and not was_there:
                remove(taken.folder)
            raise
        if is_new:
            counted = {"rows": taken.rows, "refused": taken.refused}
            record(settings, IMPORTED, imported=taken.id, generation=generation, **counted)
        return Published(taken, generation, is_new)


def _current(store: Store) -> str:
    """Id of what is published; empty = nothing is."""
    try:
        with closing(store.open_current()) as opened:
            return opened.id
    except GenerationMissing:
        return ""
