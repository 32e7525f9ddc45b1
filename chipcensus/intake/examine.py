"""The dry run: files are read once, and everything is known before anything is taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from chipcensus.errors import ProblemsFound
from chipcensus.i18n import Words
from chipcensus.importing.meaning import Known
from chipcensus.importing.recognise import unpacked
from chipcensus.importing.rows import Upload
from chipcensus.intake.draft import HEAD, Draft, FileDraft, TableDraft
from chipcensus.intake.faults import Faults
from chipcensus.intake.files import ReadFile, Reading
from chipcensus.intake.fitting import fit
from chipcensus.intake.folders import dropped, new_draft
from chipcensus.intake.refusals import write_refused
from chipcensus.intake.workers import read_files
from chipcensus.publish.imports import MANIFEST, REGISTRY, Import, import_id
from chipcensus.publish.registry import repeated
from chipcensus.scopes_file import FILE as SCOPES
from chipcensus.scopes_file import read_scopes
from chipcensus.settings import Settings, read_settings

Say = Callable[[str], None]


def examine(
    uploads: Sequence[Upload],
    folder: Path,
    *,
    as_format: str = "",
    known: Known,
    words: Words,
    say: Say = lambda _: None,
    settings: Settings | None = None,
    beside: Sequence[Import] = (),
) -> Draft:
    """Read files and say what they hold and all that is wrong; nothing is taken in.

    Args:
        uploads: the files.
        folder: where accepted imports lie; the draft waits beside them.
        as_format: what the files are, where the reader says so.
        known: the companies there are.
        words: of the reader's language.
        say: told how far it is.
        settings: where the data lies whose rules rows must keep; default: of the environment.
        beside: the imports that would be in force along with it.

    Raises:
        BadParameter: there is no such format.
    """
    settings = settings or read_settings()
    draft = new_draft(folder)
    try:
        reading = Reading(draft, as_format, known, words, _looked_for(settings))
        tables, unread = _unpacked(uploads, words)
        read = list(
            read_files(tables, reading, settings.import_workers, _telling(tables, words, say))
        )
        say(words("intake.checking"))
        found = replace(_summed_up(draft, [*read, *unread]), looked_for=reading.looked_for)
        found = fit(found, settings, beside, words)
        return _settled(found, folder, words)
    except BaseException:
        dropped(draft)
        raise


def _looked_for(settings: Settings) -> tuple[str, ...]:
    """Words of the shared rules; where these are wrong, the build says so and reads all."""
    try:
        return read_scopes((settings.data / SCOPES).read_text("utf-8")).least_words()
    except (OSError, ProblemsFound):
        return ()


def _unpacked(uploads: Sequence[Upload], words: Words) -> tuple[list[Upload], list[ReadFile]]:
    """The tables in the files, one or more each, and the files in which none can be found."""
    tables: list[Upload] = []
    unread: list[ReadFile] = []
    for upload in uploads:
        try:
            tables += unpacked(upload, words=words)
        except ProblemsFound as error:
            faults = Faults()
            faults.add_problems(error.problems)
            unread.append(ReadFile(FileDraft(upload.name, None), {}, faults.groups()))
    return tables, unread


def _telling(uploads: Sequence[Upload], words: Words, say: Say) -> Callable[[int, int], None]:
    def tell(done: int, rows: int) -> None:
        say(words("intake.reading", done=f"{done:,}", files=f"{len(uploads):,}", rows=f"{rows:,}"))

    return tell


def _summed_up(folder: Path, read: Sequence[ReadFile]) -> Draft:
    """What all files hold together."""
    faults = Faults()
    tables: dict[str, TableDraft] = {}
    for one in read:
        faults.add(one.groups)
        for name, table in one.tables.items():
            tables[name] = _together(tables.get(name), table)
    files = tuple(one.draft for one in read)
    return Draft("", folder, files, tables, faults.groups())


def _together(before: TableDraft | None, more: TableDraft) -> TableDraft:
    if before is None:
        return more
    unknown = {
        name: before.unknown.get(name, 0) + more.unknown.get(name, 0)
        for name in {**before.unknown, **more.unknown}
    }
    return TableDraft(before.rows + more.rows, (*before.head, *more.head)[:HEAD], unknown)


def _settled(draft: Draft, folder: Path, words: Words) -> Draft:
    """The draft with its id, its repeats and the file of refused rows."""
    recognised = {
        f.imported.number: f.recognised for f in draft.files if f.imported and f.recognised
    }
    refused_file = write_refused(draft.folder, recognised, words)
    lists = [file for file in draft.imported if file.tables.get(REGISTRY)]
    repeats = repeated(draft.folder, lists) if lists else 0
    identity = import_id(draft.imported) if draft.imported else ""
    return replace(
        draft,
        id=identity,
        refused_file=refused_file,
        duplicates=draft.duplicates + repeats,
        known=bool(identity) and (folder / identity / MANIFEST).exists(),
    )


__all__ = ["Draft", "FileDraft", "examine"]
