"""What a browser or a program sends about a report, read with care."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from chipcensus.errors import ReportBroken, Slip
from chipcensus.report.drawn import safe_svg

# Of a request: a report with the pictures of all its figures.
LARGEST = 40_000_000
LONGEST_SHOWN = 40
NAMES = ("report", "id", "format", "lang", "frozen", "pictures")
Told = Mapping[str, Any]


async def read_body(request: Request) -> bytes | None:
    """What was sent; None where it is too much."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return bytes(body)


def read_json(request: Request, body: bytes | None) -> Told:
    """What was sent, as JSON.

    A foreign page cannot send this type from a reader's browser without being asked first.
    """
    if body is None:
        raise broken("body", "more", f"at most {LARGEST} bytes")
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/json":
        raise broken("Content-Type", kind, "application/json")
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise broken("body", body[:LONGEST_SHOWN].decode("utf-8", "replace"), "JSON") from None
    if not isinstance(told, dict):
        raise broken("body", type(told).__name__, "an object")
    return told


def broken(name: str, found: str, expected: str) -> ReportBroken:
    """What to raise where something else was sent."""
    text = f"{name}: found {found[:LONGEST_SHOWN]!r}; expected {expected}"
    return ReportBroken(slips=[Slip(name, found[:LONGEST_SHOWN], text, expected)])


def only_known(told: Told) -> None:
    """Raises ReportBroken where an order says what none has."""
    for name in told:
        if name not in NAMES:
            raise broken(str(name), "", f"one of {', '.join(NAMES)}")


def one_of(name: str, value: object, known: tuple[str, ...]) -> str:
    """One of a few texts. Raises ReportBroken."""
    if not isinstance(value, str) or value not in known:
        raise broken(name, str(value), " or ".join(known))
    return value


def read_pictures(told: object, lang: str) -> dict[tuple[int, str], bytes]:
    """What the reader's browser drew, by place and generation; what is not safe is left out."""
    found: dict[tuple[int, str], bytes] = {}
    for one in told if isinstance(told, list) else []:
        if not isinstance(one, dict) or one.get("lang") != lang:
            continue
        place, generation, text = (one.get(n) for n in ("place", "generation", "svg"))
        drawn = safe_svg(text) if isinstance(text, str) else None
        if drawn and isinstance(place, int) and isinstance(generation, str):
            found[place, generation] = drawn
    return found
