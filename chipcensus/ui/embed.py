"""A figure alone on a page of its own, for frames on other sites.

GET /embed/<subject>/<question>?<filters>&lang=zh[&theme=light|dark][&generation=<id>]

With a generation the figure is frozen as that data shows it; without one it follows the newest.
The card is the one of the dashboard, its script and styles included; no Streamlit runs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from html import escape
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from chipcensus.answer import Answer
from chipcensus.archive import archive_of
from chipcensus.census import Census
from chipcensus.errors import (
    BadParameter,
    ChipCensusError,
    GenerationGone,
    Slip,
    UnknownQuestion,
)
from chipcensus.frontend import address, plotly_address
from chipcensus.i18n import LANGUAGES, Words, read_words
from chipcensus.settings import ROOT, listed
from chipcensus.ui.card_data import EMBED, card_data
from chipcensus.ui.figure_card import packed

THEMES = ("light", "dark")
# Nothing of it comes from elsewhere, and it runs no script but ours.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self' data: blob:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors {sites}"
)
HEADERS = {
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
}
COLOURS = {
    "text-color": "textColor",
    "background-color": "backgroundColor",
    "link-color": "linkColor",
    "primary-color": "primaryColor",
}
PAGE = """<!doctype html>
<html lang="{lang}" data-theme="{theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<base target="_blank">
<link rel="icon" href="{icon}">
<link rel="stylesheet" href="{card_style}">
<link rel="stylesheet" href="{style}">
<style>{colours}</style>
{head}</head>
<body>
{body}
</body>
</html>
"""
SCRIPTS = """<script async src="{plotly}"></script>
<link rel="modulepreload" href="{card}">
<script type="module" src="{script}"></script>
"""
FIGURE = """<main id="figure"></main>
<p class="embed-home"><a href="{page}">{home}</a></p>
<script type="application/json" id="card" data-module="{card}" data-newest="{newest}">
{told}
</script>
"""
# Found 4xx and 5xx: what is said, by the error.
SAID: Mapping[type[ChipCensusError], tuple[int, str]] = {
    UnknownQuestion: (404, "unknown"),
    BadParameter: (400, "bad"),
    GenerationGone: (410, "gone"),
}

Read = Callable[[Census, Request, Sequence[str]], tuple[Answer, Words]]


def routes(census: Census, read: Read) -> list[Route]:
    """The routes of such pages; `read` tells the answer an address asks for."""
    sites = " ".join(["'self'", *listed(census.settings.embed_origins)])

    async def embedded(request: Request) -> Response:
        response = await run_in_threadpool(_page, census, read, request)
        response.headers["Content-Security-Policy"] = POLICY.format(sites=sites)
        return response

    return [Route(f"{EMBED}/{{subject}}/{{question}}", embedded, methods=["GET"])]


def _page(census: Census, read: Read, request: Request) -> Response:
    try:
        with archive_of(census).at(request.query_params.get("generation")) as then:
            theme = _theme(request)
            answer, words = read(then, request, ("theme",))
            return HTMLResponse(_shown(answer, words, theme, request), headers=HEADERS)
    except (ChipCensusError, OSError) as error:
        return _failed(error, request)


def _theme(request: Request) -> str:
    """Light, dark, or "" for what the reader's system has. Raises BadParameter."""
    theme = request.query_params.get("theme", "")
    if theme and theme not in THEMES:
        raise BadParameter(slips=[Slip("theme", theme[:40], "theme: not known", THEMES)])
    return theme


def _shown(answer: Answer, words: Words, theme: str, request: Request) -> str:
    frozen = request.query_params.get("generation")
    card = card_data(replace(answer, is_past=True) if frozen else answer, words)
    query = urlencode(answer.query(words.lang), doseq=True)
    module = address("figure_card.js")
    body = FIGURE.format(
        page=escape(card["report"]["link"]),
        home=escape(words("embed.open", app=words("app.name"))),
        card=escape(module),
        newest="" if frozen else escape(f"/api/v1/shown/{answer.figure.name}.json?{query}"),
        told=packed(card).decode(),
    )
    scripts = SCRIPTS.format(
        plotly=escape(plotly_address()), card=escape(module), script=escape(address("embed.js"))
    )
    return _html(words.lang, theme, card["title"], body, scripts)


def _failed(error: Exception, request: Request) -> Response:
    given = request.query_params.get("lang")
    lang = given if given in LANGUAGES else LANGUAGES[0]
    words = read_words(lang)
    status, said = next((SAID[t] for t in type(error).__mro__ if t in SAID), (503, "broken"))
    slips = error.slips if isinstance(error, ChipCensusError) else ()
    names = ", ".join(slip.parameter for slip in slips)
    text = words(f"embed.{said}", names=names) if said == "bad" else words(f"embed.{said}")
    body = f'<main class="embed-failed"><p>{escape(text)}</p></main>'
    if isinstance(error, GenerationGone):
        newest = str(request.url.remove_query_params("generation"))
        link = (
            f'<p><a target="_self" href="{escape(newest)}">{escape(words("embed.newest"))}</a></p>'
        )
        body = body.replace("</main>", f"{link}</main>")
    return HTMLResponse(_html(lang, "", words("app.name"), body), status, headers=HEADERS)


def _html(lang: str, theme: str, title: str, body: str, head: str = "") -> str:
    return PAGE.format(
        lang=lang,
        theme=theme,
        title=escape(title),
        icon=escape(address("icon.svg")),
        card_style=escape(address("figure_card.css")),
        style=escape(address("embed.css")),
        colours=theme_colours(),
        head=head,
        body=body,
    )


@cache
def theme_colours() -> str:
    """The colours of both themes: as chosen, else as the reader's system has them."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    light, dark = (_of_theme({**config["theme"], **config["theme"][one]}) for one in THEMES)
    night = f"{{ {dark} color-scheme: dark; }}"
    return (
        f":root {{ {light} color-scheme: light; }}\n"
        f'@media (prefers-color-scheme: dark) {{ :root[data-theme=""] {night} }}\n'
        f':root[data-theme="dark"] {night}'
    )


def _of_theme(theme: Mapping[str, object]) -> str:
    return " ".join(f"--st-{name}: {theme[key]};" for name, key in COLOURS.items())
