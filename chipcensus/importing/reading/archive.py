"""A zip of tables as the uploads it holds; nothing of it is unpacked onto the disk."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from chipcensus.i18n import Words
from chipcensus.importing.problems import refuse
from chipcensus.importing.reading import limits
from chipcensus.importing.reading.container import container_of
from chipcensus.importing.reading.packed import SHEET, packed
from chipcensus.importing.rows import Upload

ENDINGS = {".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ".parquet"}
WRITTEN_IN_UTF8 = 0x800
SIGNATURE = 16  # bytes, enough to know a zip


def unpacked(upload: Upload, *, words: Words) -> Sequence[Upload]:
    """The tables of a zip, each an upload named `zip/table`; any other upload by itself.

    Raises:
        ProblemsFound: the zip is broken, has a password, is a bomb, or holds no table.
    """
    with upload.open() as file:
        if container_of(file.read(SIGNATURE)) != "zip":
            return [upload]
    with packed(upload, words) as archive:
        infos = archive.infolist()
        if "[Content_Types].xml" in archive.namelist():
            return [upload]
    tables = [info for info in infos if _is_table(info)]
    size = sum(info.file_size for info in tables)
    if len(tables) > limits.FILES or size > max(upload.size, 1 << 20) * limits.ZIP_RATIO:
        refuse(
            upload.name, words, "zip_too_large",
            files=f"{limits.FILES:,}", ratio=str(limits.ZIP_RATIO),
        )  # fmt: skip
    if not tables:
        refuse(upload.name, words, "zip_upload")
    return [
        Upload(f"{upload.name}/{_name(info)}", info.file_size, partial(_opened, upload, info))
        for info in tables
    ]


def has_sheets(upload: Upload, words: Words) -> bool:
    """Whether an upload is a workbook with several sheets."""
    with upload.open() as file:
        if container_of(file.read(SIGNATURE)) != "zip":
            return False
    with packed(upload, words) as archive:
        return sum(SHEET.match(name) is not None for name in archive.namelist()) > 1


def _is_table(info: ZipInfo) -> bool:
    path = PurePosixPath(info.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not info.is_dir() and not hidden and path.suffix.lower() in ENDINGS


def _name(info: ZipInfo) -> str:
    """The name in its own writing: where it is not said to be UTF-8, Windows wrote GBK."""
    if info.flag_bits & WRITTEN_IN_UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _opened(upload: Upload, info: ZipInfo) -> BinaryIO:
    return io.BufferedReader(_Part(upload, info))


class _Part(io.RawIOBase):
    """A part of a zip that closes what it opened."""

    def __init__(self, upload: Upload, info: ZipInfo) -> None:
        self.source = upload.open()
        self.archive = ZipFile(self.source)
        self.part = self.archive.open(info.filename)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        read = self.part.read(len(buffer))
        buffer[: len(read)] = read
        return len(read)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self.part.seek(offset, whence)

    def tell(self) -> int:
        return self.part.tell()

    def close(self) -> None:
        self.part.close()
        self.archive.close()
        self.source.close()
        super().close()
