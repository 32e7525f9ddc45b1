"""The Streamlit app, the API and the static files on one ASGI server."""

from __future__ import annotations

import ctypes
import gc
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from threading import Thread

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from chipcensus.api import routes as api_routes
from chipcensus.api.asked import read
from chipcensus.api.gate import Gate
from chipcensus.assets import Compressed, prepare
from chipcensus.assets import routes as asset_routes
from chipcensus.census import shared_census
from chipcensus.document import Document, named
from chipcensus.settings import ROOT
from chipcensus.ui.embed import routes as embed_routes
from chipcensus.ui.first import first_cards
from chipcensus.ui.later import shown_card
from chipcensus.ui.worst_day import EXPECTED
from chipcensus.workspace import workspaces_of

# The first visit would otherwise take pages/ for an old-style app: a page without the frame.
PagesManager.uses_pages_directory = False
# Seconds. Python would look for what readers who left no longer need much later, piece by piece.
GIVE_BACK_EVERY = 60
# A reader's file is never written to a disk: an upload of more than 1 MB would be.
MultiPartParser.spool_max_size = 0

# A page that is worked out lets what is ready be sent: what a program asks for, other readers'
# messages. By default it would hold the interpreter for five milliseconds each time.
SWITCH_SECONDS = 0.001


@asynccontextmanager
async def _alive(_: st.App) -> AsyncIterator[None]:
    """While the server runs; a signal that ends it runs nothing that is registered for the exit."""
    yield
    workspaces_of(shared_census()).close_all()


app = st.App(
    ROOT / "app.py",
    lifespan=_alive,
    routes=[
        *api_routes(shared_census(), shown_card),
        *embed_routes(shared_census(), read),
        *asset_routes(),
    ],
    middleware=[
        Middleware(Gate, settings=shared_census().settings),
        Middleware(
            Document,
            first=partial(first_cards, shared_census()),
            is_visit=lambda token: workspaces_of(shared_census()).find(token) is not None,
        ),
        Middleware(Compressed),
    ],
)


def _is_here(visitor: str) -> bool:
    """Whether a session of Streamlit's is connected."""
    return st.runtime.get_instance().is_active_session(visitor)


def _make_ready() -> None:
    """Before the first visitor: the copies of files, and the data where it is built already."""
    prepare(named())
    census = shared_census()
    workspaces_of(census).watch(_is_here)
    with suppress(*EXPECTED):  # the first page says what is wrong, or how far the building is
        census.store.current_file()
        census.choices()
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()  # what stays for good is not looked through again and again
    gc.set_threshold(10_000, 10, 10)
    _give_back()


def _give_back() -> None:
    """Return what readers who have left needed to the system; only glibc has to be told."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", lambda _: None)
    while True:
        time.sleep(GIVE_BACK_EVERY)
        gc.collect()
        trim(0)


Thread(target=_make_ready, daemon=True).start()
