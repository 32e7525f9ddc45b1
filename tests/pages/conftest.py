"""A visit: app.py run by Streamlit's AppTest, and what its cards were given."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from chipcensus.census import shared_census
from chipcensus.settings import ROOT

Open = Callable[..., "Visit"]


class Visit:
    """One reader at one page."""

    def __init__(self, page: str, query: Mapping[str, str | Sequence[str]]) -> None:
        self.app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
        for name, value in query.items():
            self.app.query_params[name] = value
        self.go(page)

    def go(self, page: str) -> None:
        """Move on to another page, as a click on its name does."""
        self.app.switch_page(f"pages/{page}.py").run()
        self.is_calm()

    def look(self) -> None:
        """See the whole page again: after a change AppTest knows only the part that ran."""
        self.app.run()
        self.is_calm()

    def link(self, page: str) -> Visit:
        """Another reader who opens what this one's address bar shows."""
        return Visit(page, self.app.query_params)

    def is_calm(self) -> None:
        assert not self.app.exception, self.app.exception

    def cards(self) -> dict[str, dict[str, Any]]:
        """What each card was given, by figure."""
        given = [
            json.loads(e.proto.json or e.proto.bytes)
            for e in self.app.main
            if e.type == "bidi_component"
        ]
        return {data["card"]["id"]: data["card"] for data in given if "card" in data}

    def card(self, name: str) -> dict[str, Any]:
        return self.cards()[name]

    def widget(self, name: str) -> Any:
        """The widget of a filter."""
        app = self.app
        kinds = (app.slider, app.selectbox, app.multiselect, app.text_input)
        return next(w for kind in kinds for w in kind if w.key == f"filter_{name}")

    def filters(self) -> list[str]:
        """Names of the filters shown."""
        app = self.app
        kinds = (app.slider, app.selectbox, app.multiselect, app.text_input)
        return sorted(w.key.removeprefix("filter_") for kind in kinds for w in kind)

    def choose(self, name: str, value: Any) -> None:
        """Set a filter by its widget."""
        widget = self.widget(name)
        widget.set_value(value)
        self.app.run()
        self.is_calm()
        # Only the part that a filter changes has run: it shows what the whole page shows.
        drawn, address = self.cards(), dict(self.app.query_params)
        self.look()
        assert (self.cards(), dict(self.app.query_params)) == (drawn, address)

    def click(self, key: str) -> None:
        self.app.button(key=key).click().run()
        self.is_calm()
        self.look()

    def chips(self) -> dict[str, Any]:
        """What the row of chips was given."""
        given: dict[str, Any] = json.loads(self._chips().proto.bytes)
        return given

    def take_off(self, name: str = "") -> None:
        """Click the chip of a filter, or "clear all", as its part in the browser tells it."""
        event = {"event": "removed", "value": name} if name else {"event": "cleared", "value": True}
        states = self.app._tree.get_widget_states()
        trigger = _make_trigger_id(self._chips().proto.id, "events")
        states.widgets.add(id=trigger, json_trigger_value=json.dumps([event]))
        self.app._run(states)
        self.is_calm()
        self.look()

    def _chips(self) -> Any:
        mounted = [e for e in self.app.main if e.type == "bidi_component"]
        return next(e for e in mounted if e.proto.component_name.endswith("chips"))

    def notices(self) -> list[str]:
        """Everything said above the figures, in its boxes."""
        boxes = (self.app.warning, self.app.info, self.app.error)
        return [box.value for kind in boxes for box in kind]


@pytest.fixture
def opened(shipped, monkeypatch):
    """Open a page of the shipped data: opened("registrations", lang="en")."""
    monkeypatch.setenv("CHIPCENSUS_VAR", str(shipped.var))
    if shared_census().settings.var != shipped.var:
        shared_census.cache_clear()
    monkeypatch.setattr(PagesManager, "__init__", _with_navigation(PagesManager.__init__))
    # AppTest does not scroll: all cards are given what they show.
    monkeypatch.setattr("chipcensus.ui.screen.FIRST", 99)
    yield lambda page="overview", **query: Visit(page, query)
    gc.unfreeze()  # what the frame keeps out of later collections in a server


def _with_navigation(make):
    """AppTest takes pages/ for an old-style app, as Streamlit would without server.py's word."""

    def made(self, *args, **named):
        make(self, *args, **named)
        PagesManager.uses_pages_directory = False

    return made


@pytest.fixture
def everybody_is(monkeypatch) -> Callable[[str], None]:
    """Give everybody a role, as CHIPCENSUS_PUBLIC_ROLE does."""

    def is_now(role: str) -> None:
        shared = shared_census()
        monkeypatch.setattr(
            shared, "settings", replace(shared.settings, public=True, public_role=role)
        )

    return is_now
