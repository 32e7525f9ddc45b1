"""Answers packed on their way, by brotli or gzip, as a client takes them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Mapping

import brotli

# More takes seconds for large answers, for a tenth fewer bytes.
QUALITY = 5
LEVEL = 6
PACK: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=QUALITY)),
    "gzip": lambda body: gzip.compress(body, LEVEL, mtime=0),
}
# What is smaller does not pay; what is packed already, or is a picture, only grows.
LEAST = 1000
PACKABLE = ("application/json", "text/", "image/svg+xml", "application/openapi+json")


def encoding(accepted: str) -> str:
    """How a client wants it packed, by its Accept-Encoding: "br", "gzip" or ""."""
    wanted = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        wanted[name.strip()] = weight.replace(" ", "")
    fit = [way for way in PACK if way in wanted and not re.fullmatch(r"q=0(\.0*)?", wanted[way])]
    return fit[0] if fit else ""
