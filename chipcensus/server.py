"""The Streamlit app, the API and the static files on one ASGI server."""

from __future__ import annotations

from threading import Thread

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from chipcensus.api import routes as api_routes
from chipcensus.assets import Compressed, prepare
from chipcensus.assets import routes as asset_routes
from chipcensus.census import shared_census
from chipcensus.document import Document, named
from chipcensus.settings import ROOT

# The first visit would otherwise take pages/ for an old-style app: a page without the frame.
PagesManager.uses_pages_directory = False

app = st.App(
    ROOT / "app.py",
    routes=[*api_routes(shared_census()), *asset_routes()],
    middleware=[Middleware(Document), Middleware(Compressed)],
)
# The first visitor waits for no copy to be made.
Thread(target=prepare, args=(named(),), daemon=True).start()
