"""The Streamlit app, the API and the static files on one ASGI server."""

from __future__ import annotations

import gc
from contextlib import suppress
from functools import partial
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from chipcensus.api import routes as api_routes
from chipcensus.api.asked import safely
from chipcensus.assets import Compressed, prepare
from chipcensus.assets import routes as asset_routes
from chipcensus.census import shared_census
from chipcensus.document import Document, named
from chipcensus.settings import ROOT
from chipcensus.ui.first import first_cards
from chipcensus.ui.later import later_routes
from chipcensus.ui.worst_day import EXPECTED

# The first visit would otherwise take pages/ for an old-style app: a page without the frame.
PagesManager.uses_pages_directory = False

app = st.App(
    ROOT / "app.py",
    routes=[
        *api_routes(shared_census()),
        *later_routes(shared_census(), safely),
        *asset_routes(),
    ],
    middleware=[
        Middleware(Document, first=partial(first_cards, shared_census())),
        Middleware(Compressed),
    ],
)


def _make_ready() -> None:
    """Before the first visitor: the copies of files, and the data where it is built already."""
    prepare(named())
    census = shared_census()
    with suppress(*EXPECTED):  # the first page says what is wrong, or how far the building is
        census.store.current_file()
        census.choices()
    gc.collect()
    gc.freeze()  # what stays for good is not looked through again and again
    gc.set_threshold(10_000, 10, 10)


Thread(target=_make_ready, daemon=True).start()
