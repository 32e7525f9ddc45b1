"""What stands before every page, file and answer, in the order a request meets it."""

from __future__ import annotations

from starlette.middleware import Middleware

from chipcensus.access import Access
from chipcensus.guard.door import Claims, Door, no_claims
from chipcensus.guard.headers import Headers
from chipcensus.guard.hosts import Hosts
from chipcensus.guard.sizes import Sizes

__all__ = ["Claims", "Door", "Headers", "Hosts", "Sizes", "guards", "no_claims"]


def guards(access: Access, claims: Claims = no_claims) -> list[Middleware]:
    """The guards, outermost first."""
    return [
        Middleware(Headers, access=access),
        Middleware(Hosts, settings=access.settings),
        Middleware(Door, access=access, claims=claims),
        Middleware(Sizes, settings=access.settings),
    ]
