"""Who reads, as the session of Streamlit knows it; asked through `ui.session`."""

from __future__ import annotations

import streamlit as st

from chipcensus.access import Access, Reader, Right, access_of, may
from chipcensus.census import shared_census
from chipcensus.ui.signed_cookie import claims_in


def reader() -> Reader | None:
    """Who reads; None where only who signs in may, and nobody has, or too long ago."""
    access = _access()
    cookies = st.context.cookies if access.has_sign_in else {}
    claims = claims_in(cookies, access.settings) if cookies else {}
    return access.of_claims(claims) or access.of_nobody()


def allows(right: Right) -> bool:
    """Whether the reader may do something."""
    return may(reader(), right)


def has_sign_in() -> bool:
    """Whether readers can sign in at all."""
    return _access().has_sign_in


def _access() -> Access:
    return access_of(shared_census().settings)
