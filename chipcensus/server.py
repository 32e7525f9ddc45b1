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
import streamlit.logger
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from streamlit import config as st_config
from streamlit.runtime.pages_manager import PagesManager

from chipcensus import logs
from chipcensus.access import access_of, refuse_unsafe
from chipcensus.api import routes as api_routes
from chipcensus.api.asked import read
from chipcensus.api.gate import Gate
from chipcensus.assets import Compressed, prepare
from chipcensus.assets import routes as asset_routes
from chipcensus.census import shared_census
from chipcensus.document import Document, named
from chipcensus.export.pictures import shared_painter
from chipcensus.guard import guards
from chipcensus.operation import Watched, end_all, stopping_gently
from chipcensus.operation import routes as operation_routes
from chipcensus.sandbox import shared_sandbox
from chipcensus.settings import DUCKDB, ROOT
from chipcensus.ui import sign_in
from chipcensus.ui.embed import routes as embed_routes
from chipcensus.ui.first import first_cards
from chipcensus.ui.later import shown_card
from chipcensus.ui.signed_cookie import claims_in
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
# Streamlit's own count.
ACTIVE_SESSIONS = "active_sessions"

# What Streamlit logs goes the same way as everything else; it would write lines of its own.
streamlit.logger.setup_formatter = logs.through_the_root

SETTINGS = shared_census().settings
refuse_unsafe(SETTINGS)
ACCESS = access_of(SETTINGS)
# MB, of every field for files.
st_config.set_option("server.maxUploadSize", SETTINGS.upload_mb)


@asynccontextmanager
async def _alive(_: st.App) -> AsyncIterator[None]:
    """While the server runs; a signal that ends it runs nothing that is registered for the exit."""
    settings = shared_census().settings
    logs.configure(settings.log)
    async with stopping_gently(settings.stop_seconds):
        yield
    end_all(
        workspaces_of(shared_census()).close_all,
        shared_painter().close,
        shared_sandbox().close,
        shared_census().engine.close,
    )


def _sessions() -> float:
    """Pages that are open."""
    told = st.runtime.get_instance().stats_mgr.get_stats([ACTIVE_SESSIONS])
    return float(sum(getattr(stat, "value", 0) for stat in told.get(ACTIVE_SESSIONS, ())))


app = st.App(
    ROOT / "app.py",
    secrets=sign_in.secrets(SETTINGS),
    lifespan=_alive,
    routes=[
        *sign_in.routes(ACCESS),
        *api_routes(shared_census(), shown_card),
        *embed_routes(shared_census(), read),
        *asset_routes(),
        *operation_routes(shared_census(), _sessions),
    ],
    middleware=[
        Middleware(Watched),
        *guards(ACCESS, lambda asked: claims_in(asked.cookies, SETTINGS)),
        Middleware(Gate, settings=SETTINGS),
        Middleware(
            Document,
            first=partial(first_cards, shared_census()),
            is_visit=lambda token: workspaces_of(shared_census()).find(token) is not None,
        ),
        Middleware(Compressed),
        Middleware(sign_in.Return, access=ACCESS),
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
        if SETTINGS.engine == DUCKDB:
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
