"""A finished answer: kept for whoever asks next, sent packed, in part, or not at all."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from chipcensus.packing import LEAST, PACK, PACKABLE, encoding
from chipcensus.settings import ROOT

# Of all answers together, packed copies included. A larger answer than a sixteenth is not kept.
MOST_BYTES = 48_000_000
SHARE = 16
QUICKLY = 20_000
ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
# An address as it is written, with the server it was sent to.
Address = tuple[str, str, str]


@dataclass(frozen=True)
class Reply:
    """An answer of 200: bytes, their media type, their tag, further headers, packed copies."""

    body: bytes
    media: str
    tag: str
    headers: Mapping[str, str] = field(default_factory=dict)
    copies: dict[str, bytes] = field(default_factory=dict)

    def packed(self, way: str) -> bytes:
        """A packed copy, made once."""
        if way not in self.copies:
            self.copies[way] = PACK[way](self.body)
        return self.copies[way]

    def is_quick(self, request: Request) -> bool:
        """Whether sending it takes no time: packing a large one would hold up everybody."""
        way = encoding(request.headers.get("accept-encoding", ""))
        is_packed = not way or way in self.copies or not self.media.startswith(PACKABLE)
        return is_packed or len(self.body) < QUICKLY

    @property
    def size(self) -> int:
        """Bytes it takes in memory, a quarter more for its copies."""
        return len(self.body) * 5 // 4


class Kept:
    """Answers of the current generation by their addresses, the least used go first."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        """Keep nothing yet, `most` bytes at most."""
        self.most = most
        self._of = ""
        self._bytes = 0
        self._kept: OrderedDict[Address, Reply] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, generation: str, address: Address) -> Reply | None:
        """The answer, if it is kept and of this generation."""
        with self._lock:
            if generation != self._of or address not in self._kept:
                return None
            self._kept.move_to_end(address)
            return self._kept[address]

    def put(self, generation: str, address: Address, reply: Reply) -> None:
        """Keep an answer; those of another generation are let go."""
        if reply.size > self.most // SHARE:
            return
        with self._lock:
            if generation != self._of:
                self._kept.clear()
                self._of, self._bytes = generation, 0
            before = self._kept.pop(address, None)
            self._kept[address] = reply
            self._bytes += reply.size - (before.size if before else 0)
            while self._bytes > self.most:
                self._bytes -= self._kept.popitem(last=False)[1].size


def packed(told: Any) -> bytes:
    """What is told as JSON, without a blank."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def address_of(request: Request) -> Address:
    """What an answer depends on: links in it name the server as the request did."""
    scope = request.scope
    return (str(request.base_url), scope["path"], scope["query_string"].decode("latin-1"))


def tag_of(generation: str, address: Address) -> str:
    """What changes with the data, the code and the address, so that it is known unmade.

    It is weak: a picture drawn again means the same without having the same bytes.
    """
    text = "\n".join((_code(), *address))
    return f'W/"{generation}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"'


def has(request: Request, tag: str) -> bool:
    """Whether the client says that it has the answer of this tag."""
    said = request.headers.get("if-none-match")
    return said is not None and tag.removeprefix("W/") in said


def unchanged(tag: str) -> Response:
    """That the client has it already."""
    return Response(status_code=304, headers=_always(tag))


def sent(request: Request, reply: Reply) -> Response:
    """The answer as this client takes it: unchanged, a part of it, packed, or whole."""
    if has(request, reply.tag):
        return unchanged(reply.tag)
    headers = {**_always(reply.tag), **reply.headers}
    if not reply.media.startswith(PACKABLE):
        return _part(request, reply, headers)
    headers["Vary"] = "Accept-Encoding"
    way = encoding(request.headers.get("accept-encoding", ""))
    if not way or len(reply.body) < LEAST:
        return Response(reply.body, 200, headers, reply.media)
    headers["Content-Encoding"] = way
    return Response(reply.packed(way), 200, headers, reply.media)


def _part(request: Request, reply: Reply, headers: dict[str, str]) -> Response:
    """Readers of Parquet fetch the end of a file first, then the pieces they need."""
    headers["Accept-Ranges"] = "bytes"
    found = ONE_RANGE.fullmatch(request.headers.get("range", ""))
    size = len(reply.body)
    if found is None or found[0] == "bytes=-" or "if-range" in request.headers:
        return Response(reply.body, 200, headers, reply.media)
    first, last = found[1], found[2]
    start = int(first) if first else max(0, size - int(last))
    end = min(size, int(last) + 1) if first and last else size
    if start >= end:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return Response(reply.body[start:end], 206, headers, reply.media)


def _always(tag: str) -> dict[str, str]:
    return {
        "ETag": tag,
        "Cache-Control": "public, no-cache",
        "X-Content-Type-Options": "nosniff",
    }


@cache
def _code() -> str:
    """What the answers are made by: another version of the code may say it differently."""
    told = hashlib.sha256()
    folder = Path(__file__).parent.parent
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.toml")]):
        told.update(f"{path.relative_to(ROOT)} {path.stat().st_size}\n".encode())
        told.update(path.read_bytes())
    return told.hexdigest()
