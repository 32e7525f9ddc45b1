"""Who asks: found out once for each request, before anything else is done for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from chipcensus.access import Access, Reader, Right, require
from chipcensus.access.asking import PROBES, SIGN_IN, UPLOAD, tell
from chipcensus.errors import ChipCensusError, ForeignPage
from chipcensus.refusals import refusal

BEARER = "bearer "
# Asked before anybody has signed in: nothing of it tells of the data.
OPEN = (SIGN_IN, "/auth/", "/oauth2callback", "/static/", "/assets/", "/_stcore/health")
# What takes more than reading.
NEEDS: Mapping[str, Right] = {UPLOAD: Right.IMPORT}
READING = ("GET", "HEAD", "OPTIONS")
# Of a WebSocket that is refused.
POLICY = 1008
# Of a connection: the claims of who has signed in, empty of nobody.
Claims = Callable[[HTTPConnection], Mapping[str, Any]]


def no_claims(_: HTTPConnection) -> Mapping[str, Any]:
    """Where nobody can sign in."""
    return {}


class Door:
    """Tells every route who asks (`access.reader_of`), and lets nobody in who may not read."""

    def __init__(self, app: ASGIApp, access: Access, claims: Claims = no_claims) -> None:
        """Ask `access` who somebody is; `claims` reads the cookie of a sign-in."""
        self.app, self.access, self.claims = app, access, claims
        self.own = urlsplit(access.settings.url).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, show where to sign in, or say what it takes."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        answer: ASGIApp = self.app
        try:
            self._let_in(scope)
        except (ChipCensusError, OSError) as error:
            answer = _refused(error, scope)
        await answer(scope, receive, send)

    def _let_in(self, scope: Scope) -> None:
        """Find out who asks. Raises NotSignedIn, NotAllowed, ForeignPage, StateBroken."""
        asked, path = HTTPConnection(scope), scope["path"]
        if path in PROBES or path.startswith(OPEN):
            return
        self._refuse_foreign(asked)
        tell(scope, self._reader(asked))
        is_preflight = scope.get("method") == "OPTIONS" and path.startswith("/api/")
        if not is_preflight:
            needed = (right for start, right in NEEDS.items() if path.startswith(start))
            require(asked, next(needed, Right.READ))

    def _reader(self, asked: HTTPConnection) -> Reader | None:
        """A token counts before a sign-in; who sends a bad one is nobody."""
        given = asked.headers.get("authorization", "")
        if given.lower().startswith(BEARER):
            return self.access.of_token(given[len(BEARER) :].strip())
        return self.access.of_claims(self.claims(asked)) or self.access.of_nobody()

    def _refuse_foreign(self, asked: HTTPConnection) -> None:
        """Another site's page may not act in the name of whoever looks at it."""
        if asked.scope.get("method") in READING or "origin" not in asked.headers:
            return
        origin = urlsplit(asked.headers["origin"]).netloc
        # A page of nowhere ("null") has no name at all.
        if not origin or origin not in (asked.headers.get("host"), self.own):
            raise ForeignPage("Another site's page asks for this; only our own may.")


def _refused(error: Exception, scope: Scope) -> ASGIApp:
    if scope["type"] == "websocket":
        return _close
    request = Request(scope)
    is_page = scope["method"] == "GET" and "text/html" in request.headers.get("accept", "")
    if is_page and not request.url.path.startswith(("/api/", "/visit/", "/embed/")):
        to = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{SIGN_IN}?{urlencode({'to': to})}", 303)
    return refusal(error, request, {"WWW-Authenticate": "Bearer"})


async def _close(_: Scope, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": POLICY})
