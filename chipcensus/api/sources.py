"""Sources over HTTP: one, and all of them, each with the figures that rest on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.requests import Request

from chipcensus.api.asked import only
from chipcensus.api.reply import Reply, address_of, packed, tag_of
from chipcensus.catalogue import RESTING
from chipcensus.census import Census
from chipcensus.errors import BadParameter, Slip, UnknownSource
from chipcensus.export.files import MEDIA
from chipcensus.filters import Filters
from chipcensus.keeping import kept_with_its_owner

SOURCES = "/api/v1/sources"
LONGEST_SHOWN = 80


def sources(census: Census, request: Request) -> Reply:
    """Every source. Raises BadParameter."""
    return _told(census, request, {"sources": list(_sources(census).values())})


def source(census: Census, request: Request) -> Reply:
    """A source by its id. Raises UnknownSource, BadParameter."""
    identity = request.path_params["id"]
    known = _sources(census)
    if identity not in known:
        found = identity[:LONGEST_SHOWN]
        slip = Slip("id", found, f"No source {found!r}.", f"an id of {SOURCES}")
        raise UnknownSource(slips=[slip])
    return _told(census, request, known[identity])


def _told(census: Census, request: Request, told: dict[str, Any]) -> Reply:
    slips = only(request, "generation")
    if slips:
        raise BadParameter(slips=slips)
    identity = census.generation().id
    body = packed({"generation": identity, **told})
    return Reply(body, MEDIA["json"], tag_of(identity, address_of(request)))


def _sources(census: Census) -> dict[str, dict[str, Any]]:
    return _kept(census, census.generation().file)


@kept_with_its_owner(1)
def _kept(census: Census, _generation: str) -> dict[str, dict[str, Any]]:
    rows = census.figure(RESTING, Filters()).result.rows
    return {
        row["source_id"]: {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in row.items()
        }
        for row in rows
    }
