"""The HTML every page starts from: Streamlit's own, saying what this app knows already.

That is the language, the colours, what the page will be made of, and its first figures.
"""

from __future__ import annotations

import json
import re
import tomllib
from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from chipcensus.frontend import address, plotly_address
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.settings import ROOT
from chipcensus.workspace import COOKIE

NAME = "芯片普查 Chip Census"
STYLES = ("figure_card.css", "search.css", "toolbar.css", "frame.css")
SCRIPTS = ("search.js", "chips.js", "toolbar.js")
# Run before Streamlit's own script, so that no English word is seen first, and figures are.
AHEAD = ("streamlit_words.js", "figure_card.js")
# Streamlit knows the first page at / only, and says of its name in English that there is none.
FRONT_PAGE = "/overview"
# Our pages are made of these. The browser would ask for their code only when the first message
# names them, and then piece by piece, each piece asking for the next.
ELEMENTS = ("BidiComponent", "ButtonGroup", "Multiselect", "Selectbox", "Slider", "TextInput")
IMPORTED = re.compile(r'(?:from|import)\s*["`\']\./([\w.~-]+\.js)["`\']')
# The connection opens without asking three addresses first. The first paint has our colours and
# fonts, and does not fetch Streamlit's. Its icons, 370 kB, come when one is shown.
KNOWN = """<script>
      window.__streamlit = {BACKEND_BASE_URL: location.origin, ...GIVEN};
      document.fonts.load = async () => [];
      addEventListener("error", ({target}) => target.id === "plotly" && target.remove(), true);
    </script>"""
# What draws is ready when the first figure comes; where this fails, a card tries again.
PLOTLY = '<script async fetchpriority="high" id="plotly" src="{}"></script>'
# Scripts are our own and Streamlit's files, and those of the document that this names by hash. A
# component's script is a blob of Streamlit's making; styles are written by scripts everywhere.
POLICY = (
    "default-src 'none'; script-src 'self' blob: {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob: {sockets}; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


# Of brotli: worked out at every visit.
QUICK = 4
# Page, query and language -> what the first cards of the page are given.
First = Callable[[str, Mapping[str, list[str]], str], list[bytes]]
# Whether a token opens a visit's own data.
IsVisit = Callable[[str], bool]


class Document:
    """Answers the address of a page with the document, everything else by `app`."""

    def __init__(self, app: ASGIApp, first: First, is_visit: IsVisit) -> None:
        """Wrap `app`; `first` works out the first figures, which are of the shared data."""
        self.app = app
        self.first = first
        self.is_visit = is_visit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the document at / and at /<page>."""
        answer: ASGIApp = self.app
        if scope["type"] == "http" and scope["method"] == "GET":
            request = Request(scope)
            url = request.url
            if url.path == FRONT_PAGE:
                answer = RedirectResponse(str(url.replace(path="/")))
            elif url.path in _addresses():
                answer = await run_in_threadpool(self._document, request)
        await answer(scope, receive, send)

    def _document(self, request: Request) -> Response:
        """The document; a visit with data of its own does not see the shared figures first."""
        token = request.cookies.get(COOKIE)
        if token is None:
            return _answer(request, self.first)
        if self.is_visit(token):
            response = _answer(request, lambda *_: [])
            response.headers["Cache-Control"] = "no-store"
            return response
        response = _answer(request, self.first)
        response.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return response


def named() -> list[str]:
    """The static files that the document names, without their queries."""
    return re.findall(r'(?:src|href)="\.?(/[^"?]+)', _document("zh"))


@cache
def _addresses() -> frozenset[str]:
    return frozenset({"/", *(f"/{path.stem}" for path in (ROOT / "pages").glob("*.py"))})


def _language(request: Request) -> str:
    """The language the page will speak, as `ui.session` finds it."""
    given = request.query_params.get("lang")
    if given in LANGUAGES:
        return given
    first = request.headers.get("accept-language") or "zh"
    return "zh" if first.lower().startswith("zh") else "en"


def _answer(request: Request, first: First) -> Response:
    lang = _language(request)
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    cards = first(request.url.path.strip("/"), query, lang)
    html = _document(lang).replace("</head>", f"{_script(cards)}</head>", 1)
    headers = {
        "Cache-Control": "no-cache",
        "Content-Security-Policy": _policy(lang, request.url.netloc),
        "Vary": "Accept-Encoding, Accept-Language",
    }
    if "br" not in request.headers.get("accept-encoding", ""):
        return HTMLResponse(html, headers=headers)
    body = brotli.compress(html.encode(), quality=QUICK)
    return HTMLResponse(body, headers={**headers, "Content-Encoding": "br"})


def _script(cards: list[bytes]) -> str:
    """What the first cards are given, a line each; there is no sign in it that ends the script."""
    text = b"\n".join(cards).decode()
    return f'<script type="text/plain" id="first-cards">{text}</script>\n  ' if cards else ""


@cache
def _document(lang: str) -> str:
    html = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
    # The font it preloads is not ours, and would be fetched for nothing.
    html = re.sub(r'<link\s+rel="preload"[^>]*>', "", html)
    html = html.replace('<html lang="en">', f'<html lang="{lang}">')
    silent = f"<noscript><p>{read_words(lang)('app.no_script')}</p></noscript>"
    html = re.sub(r"<noscript>.*?</noscript>", silent, html, flags=re.DOTALL)
    html = re.sub(r"<title>.*?</title>", f"<title>{NAME}</title>", html)
    html = html.replace('href="./favicon.png"', f'href="{address("icon.svg")}"')
    styles = [f'<link rel="stylesheet" href="{address(name)}">' for name in STYLES]
    scripts = [f'<link rel="modulepreload" href="{address(name)}">' for name in SCRIPTS]
    scripts += [f'<script type="module" src="{address(name)}"></script>' for name in AHEAD]
    first = ["<head>", _known(), *styles, *scripts, PLOTLY.format(plotly_address())]
    html = html.replace("<head>", "\n    ".join(first), 1)
    # After Streamlit's own: these are needed later.
    link = '<link rel="modulepreload" crossorigin href="/static/js/{}">'
    last = [link.format(name) for name in _chunks() if f"/{name}" not in html]
    return html.replace("</head>", "\n    ".join([*last, "</head>"]), 1)


@cache
def _hashes(lang: str) -> str:
    """The document's own scripts, as a policy names them."""
    digests = (sha256(text.encode()).digest() for text in INLINE.findall(_document(lang)))
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


def _policy(lang: str, host: str) -> str:
    """What the page may run and fetch; not every browser counts a socket as the page's own."""
    return POLICY.format(hashes=_hashes(lang), sockets=f"ws://{host} wss://{host}")


def _known() -> str:
    """What Streamlit's configuration says: who may steer the page by messages, and the themes."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    origins = {"allowedOrigins": config["client"]["allowedOrigins"], "useExternalAuthToken": False}
    given = {
        "HOST_CONFIG": origins,
        "LIGHT_THEME": _theme(config["theme"], "light"),
        "DARK_THEME": _theme(config["theme"], "dark"),
    }
    return KNOWN.replace("GIVEN", json.dumps(given, ensure_ascii=False))


def _theme(config: Mapping[str, Any], mode: str) -> dict[str, Any]:
    shared = {name: value for name, value in config.items() if not isinstance(value, dict)}
    theme = {**shared, **config[mode]}
    return {**theme, "bodyFont": theme.pop("font")}


def _chunks() -> list[str]:
    """The files of ELEMENTS and, at any depth, what these import."""
    folder = Path(str(files("streamlit") / "static" / "static" / "js"))
    waiting = [path.name for name in ELEMENTS for path in folder.glob(f"{name}.*.js")]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting += IMPORTED.findall((folder / name).read_text(encoding="utf-8"))
    return list(found)
