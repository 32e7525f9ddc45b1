"""Signing in by OpenID Connect: Streamlit's own way, with a page before it and a way back after.

GET /sign-in?to=<page>      what a reader sees who may not read yet
GET /sign-in/go?to=<page>   leads to the provider; after it Streamlit's /oauth2callback comes back
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.user_info import generate_login_redirect_url

from chipcensus.access import Access, Reader
from chipcensus.access.asking import SIGN_IN
from chipcensus.frontend import address
from chipcensus.i18n import Words, read_words
from chipcensus.settings import Settings
from chipcensus.state import acting_as, record
from chipcensus.ui.embed import theme_colours
from chipcensus.ui.signed_cookie import claims_in

CALLBACK = "/oauth2callback"
SIGNED_IN = "sign in"
# Where a reader was going; kept while the provider is asked.
TO = "chipcensus_to"
TO_SECONDS = 600
LONGEST = 2000
POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": f"{POLICY}; form-action 'none'; frame-ancestors 'none'",
}
PAGE = """<!doctype html>
<html lang="{lang}" data-theme="">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="{icon}">
<link rel="stylesheet" href="{style}">
<style>{colours}</style>
</head>
<body>
<main class="sign-in">
<h1>{name}</h1>
<p>{said}</p>
<p><a class="sign-in-go" href="{go}">{button}</a></p>
</main>
</body>
</html>
"""


def secrets(settings: Settings) -> dict[str, Any]:
    """What Streamlit is told of the sign-in; its cookie is signed by what only the provider knows.

    So whoever changes the provider's secret signs all readers out.
    """
    if not settings.oidc_url:
        return {}
    cookie = hashlib.sha256(f"chip-census cookie {settings.oidc_secret}".encode()).hexdigest()
    told = {
        "redirect_uri": f"{settings.url}{CALLBACK}",
        "cookie_secret": cookie,
        "client_id": settings.oidc_client,
        "client_secret": settings.oidc_secret,
        "server_metadata_url": settings.oidc_url,
        "client_kwargs": {"scope": settings.oidc_scopes},
    }
    return {"auth": told}


def routes(access: Access) -> list[Route]:
    """The two addresses; without a sign-in they lead to the first page."""

    async def shown(request: Request) -> Response:
        claims = claims_in(request.cookies, access.settings) if access.has_sign_in else {}
        if not access.has_sign_in or access.of_claims(claims):
            return RedirectResponse(_to(request), 303)
        return HTMLResponse(_page(request, claims), headers=HEADERS)

    async def go(request: Request) -> Response:
        if not access.has_sign_in:
            return RedirectResponse("/", 303)
        response = RedirectResponse(generate_login_redirect_url("default"), 303, HEADERS)
        response.set_cookie(TO, _to(request), TO_SECONDS, httponly=True, samesite="lax")
        return response

    return [
        Route(SIGN_IN, shown, methods=["GET"]),
        Route(f"{SIGN_IN}/go", go, methods=["GET"]),
    ]


def _to(request: Request) -> str:
    return safe_path(request.query_params.get("to", ""))


def safe_path(text: str) -> str:
    """A page of ours; / where the text would lead anywhere else."""
    is_ours = text.startswith("/") and not text.startswith(("//", "/\\", SIGN_IN))
    is_plain = text.isascii() and text.isprintable() and not set(text) & set('\\;," ')
    return text if is_ours and is_plain and len(text) <= LONGEST else "/"


def _page(request: Request, claims: Mapping[str, Any]) -> str:
    words = _words(request)
    name = str(claims.get("name") or claims.get("email") or "")
    said = words("sign_in.not_you", name=name) if name else words("sign_in.lead")
    return PAGE.format(
        lang=words.lang,
        title=escape(words("sign_in.title", app=words("app.name"))),
        icon=escape(address("icon.svg")),
        style=escape(address("embed.css")),
        colours=theme_colours(),
        name=escape(words("app.name")),
        said=escape(said),
        go=escape(f"{SIGN_IN}/go?{urlencode({'to': _to(request)})}"),
        button=escape(words("sign_in.other" if name else "sign_in.go")),
    )


def _words(request: Request) -> Words:
    first = request.headers.get("accept-language") or "zh"
    return read_words("zh" if first.lower().startswith("zh") else "en")


class Return:
    """Leads a reader who comes back from the provider to where they were going."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        """Wrap `app`, which answers the provider's way back."""
        self.app, self.access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change where the answer to the provider leads."""
        if scope["type"] != "http" or scope["path"] != CALLBACK:
            await self.app(scope, receive, send)
            return
        to = safe_path(Request(scope).cookies.get(TO, ""))

        async def led(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                reader = self._reader(headers.getlist("set-cookie"))
                if reader is not None:
                    await run_in_threadpool(self._note, reader)
                headers["Location"] = to
                headers.append("Set-Cookie", f"{TO}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
            await send(message)

        await self.app(scope, receive, led)

    def _reader(self, cookies: Sequence[str]) -> Reader | None:
        """Who has just been given these cookies."""
        given = SimpleCookie()
        for cookie in cookies:
            given.load(cookie)
        settings = self.access.settings
        return self.access.of_claims(claims_in({n: c.value for n, c in given.items()}, settings))

    def _note(self, reader: Reader) -> None:
        with acting_as(reader.id):
            record(self.access.settings, SIGNED_IN, role=reader.role.word)
