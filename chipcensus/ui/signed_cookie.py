"""The cookie that Streamlit gives to who has signed in, read in one way for pages and for routes.

Streamlit itself reads it for `st.user` only where the browser has asked for its settings before,
which our document spares (document.py).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from chipcensus.settings import Settings


def claims_in(cookies: Mapping[str, str], settings: Settings) -> Mapping[str, Any]:
    """The claims of who has signed in here; empty of nobody, or of a sign-in at another site."""
    secret = get_cookie_secret()

    def part(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies.get(name, "").encode("utf-8", "replace"))

    found = get_cookie_with_chunks(part, USER_COOKIE_NAME)
    told = json.loads(found) if found else {}
    is_here = told.get("origin") == settings.url and told.get("is_logged_in")
    return told if is_here else {}
