"""A file of any kind: its first rows, and all of them, by what it is and not by its name."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from zipfile import BadZipFile

from chipcensus.i18n import Words
from chipcensus.importing.problems import refuse
from chipcensus.importing.reading import limits, parquet, workbook
from chipcensus.importing.reading.container import container_of
from chipcensus.importing.reading.delimited import Shape
from chipcensus.importing.reading.head import Head, text_heads
from chipcensus.importing.reading.lines import read_lines
from chipcensus.importing.reading.rows import Rows
from chipcensus.importing.reading.text import decoded, encoding_of
from chipcensus.importing.rows import Recognised, Upload

# What cannot be read, and the problem that says so.
UNREADABLE = {
    "empty": "file_empty",
    "encrypted": "file_encrypted",
    "xls": "old_xls",
    "html": "html_as_table",
    "other": "other_container",
    "binary": "no_text_file",
}


def read_heads(upload: Upload, words: Words, known: Recognised | None = None) -> Sequence[Head]:
    """The first rows, once for each sheet or delimiter, or for the one that is known by now.

    Raises:
        ProblemsFound: the file cannot be read.
    """
    with _whole(upload, words):
        return _heads(upload, words, known)


def read_rows(
    upload: Upload, recognised: Recognised, shape: Shape, first: int, words: Words
) -> Iterator[Rows]:
    """All rows from number `first` on. Raises ProblemsFound."""
    with _whole(upload, words):
        if recognised.encoding:
            with upload.open() as file:
                yield from read_lines(file, recognised.encoding, shape, first, words)
        elif recognised.sheet:
            yield from workbook.read_rows(upload, recognised.sheet, shape, first, words)
        else:
            yield from parquet.read_rows(upload, shape, words)


def _heads(upload: Upload, words: Words, known: Recognised | None) -> Sequence[Head]:
    with upload.open() as file:
        head = file.read(limits.HEAD)
    container = container_of(head)
    if container in UNREADABLE:
        refuse(upload.name, words, UNREADABLE[container])
    if container == "parquet":
        return parquet.read_heads(upload, words)
    if container == "zip":
        return workbook.read_heads(upload, words, known.sheet if known else "")
    encoding = known.encoding if known else encoding_of(head)
    delimiter = known.delimiter if known else ""
    return list(text_heads(decoded(head, encoding), encoding, delimiter))


@contextmanager
def _whole(upload: Upload, words: Words) -> Iterator[None]:
    """What breaks off while it is read (a part of a zip, a file that goes away) is told."""
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, OSError):
        refuse(upload.name, words, "zip_broken")
