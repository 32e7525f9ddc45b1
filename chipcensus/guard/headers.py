"""What every answer tells the browser about what it may do with it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chipcensus.access import Access

# An answer that says nothing of its own runs nothing, wherever it is opened.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    # Other sites are not told what somebody reads here.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Content-Security-Policy": POLICY,
}
# Once a browser has come by TLS it does not come without for a year.
BY_TLS = {"Strict-Transport-Security": "max-age=31536000"}
SAFE = "https://"


class Headers:
    """Adds to every answer what it does not say of its own."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        """Know by which address readers come, and whether they sign in."""
        self.app = app
        self.is_safe = access.settings.url.startswith(SAFE)
        self.always = {**ALWAYS, **(BY_TLS if self.is_safe else {})}
        self.is_open = access.of_nobody() is not None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, and mark its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._mark(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, marked)

    def _mark(self, headers: MutableHeaders) -> None:
        for name, value in self.always.items():
            headers.setdefault(name, value)
        if not self.is_open and "public" in headers.get("cache-control", ""):
            # What only some may read is kept by their own browsers, by nothing in between.
            headers["Cache-Control"] = headers["Cache-Control"].replace("public", "private")
        if self.is_safe and "set-cookie" in headers:
            cookies = headers.getlist("set-cookie")
            del headers["set-cookie"]
            for cookie in cookies:
                is_marked = "; secure" in cookie.lower()
                headers.append("Set-Cookie", cookie if is_marked else f"{cookie}; Secure")
