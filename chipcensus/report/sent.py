"""What a browser or a program sends about a report, read with care."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from chipcensus.errors import ReportBroken, Slip
from chipcensus.i18n import LANGUAGES
from chipcensus.report.drawn import safe_svg
from chipcensus.report.files import FORMATS

# Of a request: a report with the pictures of all its figures.
LARGEST = 40_000_000
LONGEST_SHOWN = 40
NAMES = ("report", "id", "format", "lang", "frozen", "pictures")
Told = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """An order as it was sent.

    Attributes:
        form: see FORMATS.
        lang: "zh" or "en".
        frozen: of the data each figure was chosen of.
        identity: of a kept or ready-made report; None where `report` says what it holds.
        report: not read yet.
        pictures: what the client drew, by place and generation.
    """

    form: str
    lang: str
    frozen: bool
    identity: str | None
    report: object
    pictures: Mapping[tuple[int, str], bytes]


def read_order(told: Told) -> Asked:
    """An order out of JSON. Raises ReportBroken."""
    for name in told:
        if name not in NAMES:
            raise broken(str(name), "", f"one of {', '.join(NAMES)}")
    if ("id" in told) == ("report" in told):
        raise broken("report", ", ".join(told), "either report or id")
    identity = told.get("id")
    if "id" in told and not isinstance(identity, str):
        raise broken("id", str(identity), "the id of a report")
    for name, kind in (("frozen", bool), ("pictures", list)):
        if name in told and not isinstance(told[name], kind):
            raise broken(name, str(told[name]), {bool: "true or false", list: "a list"}[kind])
    form = one_of("format", told.get("format", next(iter(FORMATS))), tuple(FORMATS))
    lang = one_of("lang", told.get("lang", LANGUAGES[0]), LANGUAGES)
    sent = told.get("pictures", []) if FORMATS[form].has_pictures else []
    drawn = _pictures(sent, lang)
    return Asked(form, lang, told.get("frozen", False), identity, told.get("report"), drawn)


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


def one_of(name: str, value: object, known: tuple[str, ...]) -> str:
    """One of a few texts. Raises ReportBroken."""
    if not isinstance(value, str) or value not in known:
        raise broken(name, str(value), " or ".join(known))
    return value


def _pictures(told: list[Any], lang: str) -> dict[tuple[int, str], bytes]:
    """What the reader's browser drew, by place and generation; what is not safe is left out."""
    found: dict[tuple[int, str], bytes] = {}
    for one in told:
        if not isinstance(one, dict) or one.get("lang") != lang:
            continue
        place, generation, text = (one.get(n) for n in ("place", "generation", "svg"))
        drawn = safe_svg(text) if isinstance(text, str) else None
        if drawn and isinstance(place, int) and isinstance(generation, str):
            found[place, generation] = drawn
    return found
