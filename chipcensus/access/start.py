"""What must be settled before the server may start: whom it lets in, and how they sign in."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from chipcensus.errors import UnsafeStart
from chipcensus.settings import Settings

WAYS = """{address} can be reached from other machines, and nothing says who may read. One of:
  CHIPCENSUS_ADDRESS=127.0.0.1  only this machine
  CHIPCENSUS_OIDC_URL=...       readers sign in (docs/ACCESS.md)
  CHIPCENSUS_PUBLIC=1           whoever reaches it may read; more by CHIPCENSUS_PUBLIC_ROLE"""
# What a sign-in needs besides the provider's address.
NEEDED = ("oidc_client", "oidc_secret", "url")


def refuse_unsafe(settings: Settings) -> None:
    """Start only as somebody meant it.

    Raises:
        UnsafeStart: strangers would be let in, or nobody could sign in.
    """
    if settings.oidc_url:
        missing = [name for name in NEEDED if not getattr(settings, name)]
        if missing:
            names = ", ".join(f"CHIPCENSUS_{name.upper()}" for name in missing)
            raise UnsafeStart(f"CHIPCENSUS_OIDC_URL is set; sign-in also needs {names}.")
    elif not settings.public and not (is_loopback(settings.address) and not settings.hosts):
        raise UnsafeStart(WAYS.format(address=settings.hosts or settings.address))
    if settings.url and not is_address_of_site(settings.url):
        found = f"found {settings.url!r}; expected e.g. https://census.example.com"
        raise UnsafeStart(f"CHIPCENSUS_URL: {found}, without a path.")


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches what listens there."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def is_address_of_site(url: str) -> bool:
    """Whether it is a site's address, with nothing behind the name and port."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    is_whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    return is_whole and url == f"{parts.scheme}://{parts.netloc}" and "@" not in parts.netloc
