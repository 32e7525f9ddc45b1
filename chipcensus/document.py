"""The HTML every page starts from: Streamlit's own, saying what this app knows already."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from chipcensus.frontend import address
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.settings import ROOT

NAME = "芯片普查 Chip Census"
STYLES = ("figure_card.css", "search.css", "toolbar.css", "frame.css")
SCRIPTS = ("figure_card.js", "search.js", "toolbar.js")
# Runs before Streamlit's own script, so that no English word is seen first.
TRANSLATOR = "streamlit_words.js"
# Streamlit knows the first page at / only, and says of its name in English that there is none.
FRONT_PAGE = "/overview"
# Known at once, so that the browser opens its connection without asking three addresses first.
SERVER = (
    "<script>window.__streamlit = {BACKEND_BASE_URL: location.origin, HOST_CONFIG: "
    "{allowedOrigins: ORIGINS, useExternalAuthToken: false}};</script>"
)


class Document:
    """Answers the address of a page with the document, everything else by `app`."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the document at / and at /<page>."""
        answer: ASGIApp = self.app
        if scope["type"] == "http" and scope["method"] == "GET":
            request = Request(scope)
            url = request.url
            if url.path == FRONT_PAGE:
                answer = RedirectResponse(str(url.replace(path="/")))
            elif url.path in _addresses():
                headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
                answer = HTMLResponse(_document(_language(request)), headers=headers)
        await answer(scope, receive, send)


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


@cache
def _document(lang: str) -> str:
    html = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
    # The font it preloads is not ours, and would be fetched for nothing.
    html = re.sub(r'<link\s+rel="preload"[^>]*>', "", html)
    html = html.replace('<html lang="en">', f'<html lang="{lang}">')
    silent = f"<noscript><p>{read_words(lang)('app.no_script')}</p></noscript>"
    html = re.sub(r"<noscript>.*?</noscript>", silent, html, flags=re.DOTALL)
    html = re.sub(r"<title>.*?</title>", f"<title>{NAME}</title>", html)
    styles = [f'<link rel="stylesheet" href="{address(name)}">' for name in STYLES]
    html = html.replace('href="./favicon.png"', f'href="{address("icon.svg")}"')
    scripts = [f'<link rel="modulepreload" href="{address(name)}">' for name in SCRIPTS]
    scripts.append(f'<script type="module" src="{address(TRANSLATOR)}"></script>')
    head = "\n    ".join(["<head>", SERVER.replace("ORIGINS", _origins()), *styles, *scripts])
    return html.replace("<head>", head, 1)


def _origins() -> str:
    """Who may steer the page by messages, as Streamlit's own configuration says."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return json.dumps(config["client"]["allowedOrigins"])
