"""What a zip holds and how much it really unpacks to, looked at before anything trusts it."""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from chipcensus.i18n import Words
from chipcensus.importing.problems import refuse
from chipcensus.importing.reading import limits
from chipcensus.importing.rows import Upload

CHUNK = 1 << 20
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
TEXTS = "xl/sharedStrings.xml"
# What says which sheets there are and which numbers are days.
NEEDED = re.compile(r"^\[Content_Types\]|\.rels$|^xl/(workbook|styles)[^/]*\.xml$")
LONGEST_MARK = 16
ROW = re.compile(rb"<(?:\w+:)?row[ />]")
CELL = re.compile(rb"<(?:\w+:)?c[ />]")
NUMBER = re.compile(rb'^[^>]*?\br="(\d+)"')
PLACE = re.compile(rb'\br="([A-Z]+)\d')
SHARED = re.compile(rb't="s"[^>]*>\s*<(?:\w+:)?v>(\d+)<')
ITEM = re.compile(rb"<(?:\w+:)?si[ />]")
BROKEN = (BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)
# One row of a sheet, as XML.
LONGEST_ROW = 64 << 20


@dataclass
class _Sheet:
    """How far a sheet goes, and how often it names a shared text."""

    rows: int = 0
    columns: int = 0
    shared: int = 0

    @property
    def cells(self) -> int:
        return self.rows * self.columns


@dataclass
class _Parts:
    """What a workbook unpacks to: its sheets, its longest shared text, bytes of all."""

    sheets: list[_Sheet] = field(default_factory=list)
    longest: int = 0
    size: int = 0
    is_over: bool = False

    @property
    def most_text(self) -> int:
        """Bytes that the cells of one sheet can hold at most."""
        return max((min(self.longest, limits.CELL) * s.shared for s in self.sheets), default=0)


def check_workbook(upload: Upload, words: Words) -> None:
    """Raise ProblemsFound unless a workbook can be held in memory, all its parts whole."""
    with packed(upload, words) as archive:
        _check_kind(upload, archive.namelist(), words)
        if upload.size > limits.WORKBOOK:
            _too_large(upload, words)
        parts = _parts(archive, min(limits.UNPACKED, max(upload.size, 1 << 19) * limits.BOOK_RATIO))
        if parts.is_over or any(sheet.cells > limits.SHEET_CELLS for sheet in parts.sheets):
            _too_large(upload, words)
        columns = max((sheet.columns for sheet in parts.sheets), default=0)
        if columns > limits.COLUMNS:
            too_many_columns(upload, columns, words)
        if parts.most_text > limits.SHEET_TEXT:
            _check_texts(upload, archive, words)


def _check_kind(upload: Upload, names: Sequence[str], words: Words) -> None:
    if "[Content_Types].xml" not in names:
        refuse(upload.name, words, "zip_upload")
    if "xl/workbook.bin" in names or not any(name.startswith("xl/worksheets/") for name in names):
        refuse(upload.name, words, "other_container")


def _parts(archive: ZipFile, most: int) -> _Parts:
    """What the parts hold; no workbook unpacks to many times its size but one made to."""
    parts = _Parts()
    for info in archive.infolist():
        counted = _Counted(_unpacked(archive, info), most - parts.size)
        if SHEET.match(info.filename):
            parts.sheets.append(_measured(counted))
        elif info.filename == TEXTS:
            parts.longest = _longest(counted)
        else:
            deque(counted, maxlen=0)
        parts.size += counted.size
        parts.is_over |= counted.is_over
        if parts.is_over:
            break
    return parts


def too_many_columns(upload: Upload, columns: int, words: Words) -> None:
    """Raise ProblemsFound for a table that is too wide."""
    found = words("importing.columns", columns=f"{columns:,}")
    refuse(upload.name, words, "too_many_columns", found, most=f"{limits.COLUMNS:,}")


@contextmanager
def packed(upload: Upload, words: Words) -> Iterator[ZipFile]:
    """An upload as a zip. Raises ProblemsFound where it is broken or locked."""
    with upload.open() as source:
        try:
            with ZipFile(source) as archive:
                if any(info.flag_bits & 1 for info in archive.infolist()):
                    refuse(upload.name, words, "file_encrypted")
                yield archive
        except BROKEN:
            refuse(upload.name, words, "zip_broken")


def beginning(upload: Upload, most: int, words: Words) -> BytesIO:
    """A workbook with the first `most` rows of each sheet only, and the texts that they name."""
    cut, named = BytesIO(), 0
    with packed(upload, words) as archive, ZipFile(cut, "w") as made:
        for info in archive.infolist():
            if SHEET.match(info.filename):
                rows = _first(whole_part(archive, info), ROW, most, b"sheetData", b"worksheet")
                named = max([named, *(int(number) + 1 for number in SHARED.findall(rows))])
                made.writestr(info.filename, rows)
            elif NEEDED.search(info.filename) and info.filename != TEXTS:
                made.writestr(info.filename, b"".join(whole_part(archive, info)))
        if TEXTS in archive.namelist():
            texts = _first(whole_part(archive, archive.getinfo(TEXTS)), ITEM, named, b"sst")
            made.writestr(TEXTS, texts)
    cut.seek(0)
    return cut


def _first(part: Iterable[bytes], mark: re.Pattern[bytes], most: int, *open_tags: bytes) -> bytes:
    """XML up to the mark after the first `most` ones, its open tags closed."""
    data, count, place = bytearray(), 0, 0
    for chunk in part:
        data += chunk
        while found := mark.search(data, place):
            if count == most:
                prefix = found[0][1:].partition(b":")[0] + b":" if b":" in found[0] else b""
                return bytes(data[: found.start()]) + b"".join(
                    b"</" + prefix + tag + b">" for tag in open_tags
                )
            count, place = count + 1, found.end()
        place = max(place, len(data) - LONGEST_MARK)
    return bytes(data)


class _Counted:
    """Chunks of a part, up to a limit of bytes."""

    def __init__(self, part: Iterator[bytes], most: int) -> None:
        self.part, self.most, self.size = part, most, 0

    @property
    def is_over(self) -> bool:
        """Whether there was more."""
        return self.size > self.most

    def __iter__(self) -> Iterator[bytes]:
        """Go on until the part ends or there is too much of it."""
        for chunk in self.part:
            self.size += len(chunk)
            if self.is_over:
                return
            yield chunk


def _unpacked(archive: ZipFile, info: ZipInfo) -> Iterator[bytes]:
    """A part of a zip, whatever size the zip says it has."""
    info.file_size = max(info.file_size, limits.UNPACKED * 2)
    with archive.open(info) as part:
        yield from _chunks(part)


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    while chunk := part.read(CHUNK):
        yield chunk


def _measured(part: _Counted) -> _Sheet:
    sheet = _Sheet()
    for row in pieces(part, ROW):
        number = NUMBER.match(row)
        sheet.rows = max(sheet.rows + 1, int(number[1]) if number else 0)
        places = [column_number(name) for name in set(PLACE.findall(row))]
        sheet.columns = max(sheet.columns, len(CELL.findall(row)), *places, 0)
        sheet.shared += row.count(b't="s"')
    return sheet


def _longest(part: _Counted) -> int:
    return max(map(len, pieces(part, ITEM)), default=0)


def pieces(part: _Counted, mark: re.Pattern[bytes]) -> Iterator[bytes]:
    """What stands behind each mark, up to the next."""
    rest, started = b"", False
    for chunk in part:
        *whole, rest = mark.split(rest + chunk)
        yield from whole if started else whole[1:]
        started |= bool(whole)
        if len(rest) > LONGEST_ROW:
            part.size = part.most + 1
            return
    if started:
        yield rest


def column_number(name: bytes) -> int:
    """The column a letter or some name, from 1."""
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


def _check_texts(upload: Upload, archive: ZipFile, words: Words) -> None:
    """Count how much text the cells hold, each shared one as often as it is named."""
    sizes: list[int] = []
    for info in archive.infolist():
        if info.filename == TEXTS:
            sizes = [len(piece) for piece in pieces(whole_part(archive, info), ITEM)]
    for info in archive.infolist():
        if SHEET.match(info.filename):
            total = 0
            for row in pieces(whole_part(archive, info), ROW):
                named = (int(number) for number in SHARED.findall(row))
                total += sum(sizes[n] for n in named if n < len(sizes))
                if total > limits.SHEET_TEXT:
                    _too_large(upload, words)


def whole_part(archive: ZipFile, info: ZipInfo) -> _Counted:
    """A part of a workbook that was checked."""
    return _Counted(_unpacked(archive, info), limits.UNPACKED)


def _too_large(upload: Upload, words: Words) -> None:
    refuse(upload.name, words, "workbook_too_large")
