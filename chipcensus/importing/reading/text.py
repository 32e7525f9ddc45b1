"""Bytes of a text file as blocks of whole lines in UTF-8, whatever they were written in.

Rows of a text file are numbered as a text editor numbers its lines: a row stands where it begins.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO

import pyarrow as pa

from chipcensus.importing.reading import limits

BROKEN = "\0"  # stands where bytes are no text; no text has it
BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_MENDED = "chipcensus.broken"
# Share of NUL bytes at even or odd places that only UTF-16 with ASCII signs in it has.
FEW_NULS = 0.03
# Share of control characters beyond which bytes are no text.
FEW_CONTROLS = 0.05
_NO_TEXT = bytes(set(range(32)) - set(b"\t\n\v\f\r"))

codecs.register_error(_MENDED, lambda error: (BROKEN, _end(error)))


@dataclass(frozen=True)
class Block:
    """Lines of a file, each with its line feed, in UTF-8; `first` is the number of the first."""

    content: bytes
    first: int


def _end(error: UnicodeError) -> int:
    return error.end if isinstance(error, UnicodeDecodeError) else 0


@lru_cache(1)  # it is asked for more than once while a file is recognised
def encoding_of(head: bytes) -> str:
    """The encoding of a file that begins with `head`; "" where it is no text."""
    for bom, name in BOMS.items():
        if head.startswith(bom):
            return name
    if wide := _wide(head):
        return wide
    if len(head.translate(None, _NO_TEXT)) < len(head) * (1 - FEW_CONTROLS):
        return ""
    # The last line may be cut within a sign.
    if _is_utf8(head[: head.rfind(b"\n") + 1]) and b"\n" in head:
        return "utf-8"
    # A line is hardly ever UTF-8 by chance; almost any is GB18030 by chance.
    lines = [line for line in head.split(b"\n")[:-1] or [head] if not line.isascii()]
    proper = sum(_faults(line, "utf-8") == 0 for line in lines)
    return "utf-8" if proper * 2 >= len(lines) else "gb18030"


def decoded(head: bytes, encoding: str) -> str:
    """The text of a file's beginning, as far as it is whole."""
    decoder = codecs.getincrementaldecoder(encoding)(_MENDED)
    return decoder.decode(head).removeprefix("\ufeff")


def blocks(file: BinaryIO, encoding: str, size: int = limits.BLOCK) -> Iterator[Block]:
    """The whole file, block by block; only line feeds end lines, no byte order mark is left.

    What is no text in the encoding becomes BROKEN; a line beyond the limit is cut.
    """
    first, before = 1, b""
    for content in _utf8(file, encoding, size):
        first += before.count(b"\n")  # not of the last one: most files are one block
        if first == 1:
            content = content.removeprefix(codecs.BOM_UTF8)
            # Where nothing else ends lines, carriage returns do; else one is a blank in a cell.
            lone = b" " if b"\n" in content[:-1] else b"\n"
        if b"\r" in content:
            content = content.replace(b"\r\n", b"\n").replace(b"\r", lone)
        yield Block(content, first)
        before = content


def _wide(head: bytes) -> str:
    """UTF-16 without its mark shows in NULs at every second place, if it has any ASCII."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) <= len(head) // 2 * FEW_NULS or max(even, odd) < 4 * min(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _faults(content: bytes, encoding: str) -> int:
    return codecs.decode(content, encoding, _MENDED).count(BROKEN)


def _utf8(file: BinaryIO, encoding: str, size: int) -> Iterator[bytes]:
    """Whole lines as UTF-8; the last one may have had no line feed."""
    wide = encoding.startswith("utf-16")
    decoder = codecs.getincrementaldecoder(encoding)(_MENDED) if wide else None
    rest, chunk = b"", file.read(size)
    while chunk:
        coming = file.read(size)
        # A line feed is never part of another character in UTF-8 and GB18030; in UTF-16 it is.
        data = rest + (decoder.decode(chunk, final=not coming).encode() if decoder else chunk)
        if not coming and not data.endswith(b"\n"):
            data += b"\n"
        cut = _last_line_end(data) if coming else len(data)
        if not cut and len(data) > size + limits.LINE:
            data = data[: limits.LINE]  # told as too long
        rest, chunk = data[cut:], coming
        if cut:
            yield data[:cut] if wide else _checked(data[:cut], encoding)


def _last_line_end(data: bytes) -> int:
    if cut := data.rfind(b"\n") + 1:
        return cut
    # Lines that end in carriage returns alone; the last may belong to a line feed to come.
    return data.rfind(b"\r", 0, -1) + 1


def _checked(content: bytes, encoding: str) -> bytes:
    if encoding == "utf-8":
        return content if _is_utf8(content) else _mended(content, encoding)
    try:
        return content.decode(encoding).encode()
    except UnicodeDecodeError:
        return _mended(content, encoding)


def _mended(content: bytes, encoding: str) -> bytes:
    """Broken bytes marked line by line: what is broken in one never takes from the next."""
    lines = content.split(b"\n")
    return "\n".join(codecs.decode(line, encoding, _MENDED) for line in lines).encode()


def _is_utf8(content: bytes) -> bool:
    offsets = pa.py_buffer(pa.array([0, len(content)], pa.int64()).buffers()[1])
    text = pa.Array.from_buffers(pa.large_utf8(), 1, [None, offsets, pa.py_buffer(content)])
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True
