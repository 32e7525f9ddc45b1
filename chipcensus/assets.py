"""Static files: Plotly for the card, brotli for what Streamlit serves uncompressed."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from chipcensus.export.bundle import plotly_file
from chipcensus.frontend import PIECES, PLOTLY, content, plotly_address

STREAMLIT = "/static/"
TEXT = (".js", ".css", ".html", ".svg", ".json", ".mjs")
# 9 takes seconds for the largest files, 5 a few hundredths, for a tenth more bytes.
QUALITY = 5
# Streamlit's file names and our own addresses carry a hash of the content.
FOR_A_YEAR = "public, immutable, max-age=31536000"
ASK_AGAIN = "public, no-cache"
_COPIES: dict[Path, bytes] = {}


def routes() -> list[Route]:
    """Plotly's own bundle, and the front end of the components."""

    async def plotly(request: Request) -> FileResponse:
        return FileResponse(plotly_file(), headers={"Cache-Control": _kept(request)})

    async def piece(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in PIECES:
            return Response(status_code=404)
        headers = {"Cache-Control": FOR_A_YEAR, "Vary": "Accept-Encoding"}
        kind = mimetypes.guess_type(name)[0]
        if "br" not in request.headers.get("accept-encoding", ""):
            return Response(content(name), media_type=kind, headers=headers)
        body = await run_in_threadpool(_packed, name)
        headers["Content-Encoding"] = "br"
        return Response(body, media_type=kind, headers=headers)

    return [
        Route(PLOTLY, plotly, methods=["GET"]),
        Route("/assets/{name}", piece, methods=["GET"]),
    ]


class Compressed:
    """Answers requests for static text files with a brotli copy, made once and kept in memory."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`; everything but static text files goes through to it."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the copy where the browser takes brotli and the file is known."""
        response = None
        if scope["type"] == "http" and scope["method"] == "GET":
            response = await _compressed(Request(scope))
        await (response or self.app)(scope, receive, send)


async def _compressed(request: Request) -> Response | None:
    path = _file(request.url.path)
    if path is None or "br" not in request.headers.get("accept-encoding", ""):
        return None
    tag = f'"{path.stat().st_mtime_ns:x}"'
    headers = {
        "Content-Encoding": "br",
        "Vary": "Accept-Encoding",
        "ETag": tag,
        "Cache-Control": _kept(request),
    }
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    body = _COPIES.get(path) or await run_in_threadpool(_copy, path)
    return Response(body, media_type=mimetypes.guess_type(path.name)[0], headers=headers)


def _file(url: str) -> Path | None:
    return plotly_file() if url == PLOTLY else _streamlit_files().get(url)


def _kept(request: Request) -> str:
    """How long a browser may keep a file: without its hash in the address it asks again."""
    url = request.url
    is_named = url.path.startswith(STREAMLIT) or plotly_address().endswith(f"?{url.query}")
    return FOR_A_YEAR if is_named else ASK_AGAIN


def prepare(addresses: Iterable[str]) -> None:
    """Make the copies of these addresses before anybody asks; the rest is made when asked for."""
    for path in filter(None, map(_file, addresses)):
        _copy(path)


@cache
def _packed(name: str) -> bytes:
    """A piece of our own, packed once."""
    return bytes(brotli.compress(content(name).encode(), quality=QUALITY))


def _copy(path: Path) -> bytes:
    if path not in _COPIES:
        _COPIES[path] = bytes(brotli.compress(path.read_bytes(), quality=QUALITY))
    return _COPIES[path]


@cache
def _streamlit_files() -> dict[str, Path]:
    """Streamlit's text files by address: what is not among them is never opened."""
    folder = Path(str(files("streamlit") / "static" / "static"))
    found = (path for path in folder.rglob("*") if path.suffix in TEXT)
    return {f"{STREAMLIT}{path.relative_to(folder).as_posix()}": path for path in found}
