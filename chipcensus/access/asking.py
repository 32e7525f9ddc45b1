"""Whose request it is: set once by the door (guard/door.py), asked by routes."""

from __future__ import annotations

from starlette.requests import HTTPConnection
from starlette.types import Scope

from chipcensus.access.roles import LEAST, Reader, Right, may
from chipcensus.errors import NotAllowed, NotSignedIn

KEY = "chipcensus.reader"
# Where a reader signs in.
SIGN_IN = "/sign-in"
# Where Streamlit takes a reader's file.
UPLOAD = "/_stcore/upload_file/"
# Asked by what keeps the server running: of any name, and before anything else.
PROBES = ("/healthz", "/readyz", "/metrics")


def reader_of(request: HTTPConnection) -> Reader | None:
    """Who asks; None is nobody: not signed in, or no door stands before this route."""
    found: Reader | None = request.scope.get(KEY)
    return found


def tell(scope: Scope, reader: Reader | None) -> None:
    """Let the routes know who asks."""
    scope[KEY] = reader


def require(request: HTTPConnection, right: Right) -> Reader:
    """Who asks, if that reader may do this.

    Raises:
        NotSignedIn: nobody has signed in.
        NotAllowed: the role is not enough.
    """
    reader = reader_of(request)
    if reader is None:
        raise NotSignedIn("Sign in, or send a token: Authorization: Bearer ccx_...")
    if not may(reader, right):
        raise NotAllowed(f"This takes the role {LEAST[right].word}; yours is {reader.role.word}.")
    return reader
