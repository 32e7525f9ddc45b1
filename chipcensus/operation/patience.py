"""How long the server waits for a client that does not say what it wants."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

# A head is one packet or two; who sends it byte by byte only takes up a connection.
HEAD_SECONDS = 10.0


class Patient(H11Protocol):
    """HTTP as uvicorn has it, but a connection whose request does not come to its body is closed.

    uvicorn closes those that are idle between two requests, and no others.
    """

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first head."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take it, and wait for the rest of the head where it is not all there."""
        super().data_received(data)
        self._watch()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Leave the connection to the protocol of websockets."""
        self._leave()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._leave()
        super().connection_lost(exc)

    def _watch(self) -> None:
        is_ours = self.transport.get_protocol() is self
        is_answering = not getattr(self.cycle, "response_complete", True)
        if not is_ours or is_answering:
            self._leave()
        elif self._late is None:
            self._late = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _leave(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
