"""How much may be sent in one request. An uploaded file has a limit of its own, Streamlit's."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chipcensus.access.asking import UPLOAD
from chipcensus.errors import TooMuchSent
from chipcensus.refusals import refusal
from chipcensus.settings import Settings

MEGABYTE = 1 << 20


class Sizes:
    """Stops reading a request that is larger than it may be."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Allow as many megabytes as CHIPCENSUS_REQUEST_MB says."""
        self.app = app
        self.most = settings.request_mb * MEGABYTE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, as far as it goes."""
        if scope["type"] != "http" or scope["path"].startswith(UPLOAD):
            await self.app(scope, receive, send)
            return
        counted = Counted(receive, send, self.most)
        try:
            self._look_at_what_is_told(scope)
            await self.app(scope, counted.receive, counted.send)
        except TooMuchSent as error:
            if counted.has_answered:
                raise
            # What is still on its way is not read: the connection is of no use any more.
            response = refusal(error, Request(scope), {"Connection": "close"})
            await response(scope, receive, send)

    def _look_at_what_is_told(self, scope: Scope) -> None:
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if told.isdigit() and int(told) > self.most:
            raise _too_much(self.most)


class Counted:
    """A request whose body is counted as it comes: its length need not be told before."""

    def __init__(self, receive: Receive, send: Send, most: int) -> None:
        """Let `most` bytes through."""
        self._receive, self._send = receive, send
        self.most, self.come = most, 0
        self.has_answered = False

    async def receive(self) -> Message:
        """The next piece. Raises TooMuchSent."""
        message = await self._receive()
        self.come += len(message.get("body", b""))
        if self.come > self.most:
            raise _too_much(self.most)
        return message

    async def send(self, message: Message) -> None:
        """Pass on a piece of the answer."""
        self.has_answered = True
        await self._send(message)


def _too_much(most: int) -> TooMuchSent:
    return TooMuchSent(f"A request may have {most // MEGABYTE} MB at most.")
