"""A reader without a browser: as much of Streamlit's websocket protocol as filters need."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

STATUS = ForwardMsg.ScriptFinishedStatus
SUCCESS = {STATUS.FINISHED_SUCCESSFULLY, STATUS.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
# A page that asks to run again at once: the run goes on.
AGAIN = STATUS.FINISHED_EARLY_FOR_RERUN
KEYS = ("slider", "selectbox")


@dataclass
class Run:
    """What one run of the script sent: the cards by figure, as JSON, and the errors."""

    ms: float = 0
    bytes: int = 0
    cards: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


class Session:
    """One reader on one page: `async with Session(url, page) as session`."""

    def __init__(self, url: str, page: str, locale: str = "zh-CN") -> None:
        self.url, self.page, self.locale = url, page, locale
        self.query, self.script = "", ""
        self.id = ""
        self.widgets: dict[str, str] = {}
        self.fragment = ""
        self.values: dict[str, Any] = {}

    async def __aenter__(self) -> Session:
        """Connect and let the page run once."""
        address = f"{self.url.replace('http', 'ws')}/_stcore/stream"
        self.socket: ClientConnection = await connect(
            address, subprotocols=["streamlit"], origin=self.url, max_size=None, compression=None
        )
        self.first = await self.run()
        return self

    async def __aexit__(self, *error: object) -> None:
        """Leave the page."""
        await self.socket.close()

    async def choose(self, **values: Any) -> Run:
        """Set filters by name (years=[2015, 2020], scope="芯片") and run the page."""
        self.values |= values
        return await self.run()

    async def run(self) -> Run:
        """One run: from sending to the message that the script has finished."""
        run, start = Run(), time.perf_counter()
        await self.socket.send(self._request().SerializeToString())
        finished = False
        while not finished:
            content = await self.socket.recv(decode=False)
            run.bytes += len(content)
            finished = self._take(ForwardMsg.FromString(content), run)
        run.ms = (time.perf_counter() - start) * 1000
        return run

    def _request(self) -> BackMsg:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_name = self.query, self.page
        state.page_script_hash = self.script
        state.context_info.locale = self.locale
        if self.values:  # a filter's change runs the part of the page its widget stands in
            state.fragment_id = self.fragment
        for name, value in self.values.items():
            widget = state.widget_states.widgets.add(id=self.widgets[name])
            if isinstance(value, str):
                widget.string_value = value
            else:
                widget.double_array_value.data.extend(value)
        return message

    def _take(self, message: ForwardMsg, run: Run) -> bool:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.script = message.new_session.page_script_hash
            self.id = message.new_session.initialize.session_id
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._element(message.delta.new_element, message.delta.fragment_id, run)
        elif kind == "script_finished" and message.script_finished not in SUCCESS | {AGAIN}:
            run.errors.append(f"script finished with {message.script_finished}")
        return kind == "script_finished" and message.script_finished != AGAIN

    def _element(self, element: Any, fragment: str, run: Run) -> None:
        kind = element.WhichOneof("type")
        if kind in KEYS:
            identity = getattr(element, kind).id
            self.widgets[identity.rsplit("filter_", 1)[-1]] = identity
            self.fragment = fragment
        elif kind == "bidi_component" and element.bidi_component.component_name == "figure_card":
            card = element.bidi_component
            run.cards[card.id.rsplit("card_", 1)[-1]] = card.bytes.decode()
        elif kind in {"exception", "alert"}:
            run.errors.append(str(element)[:200])
