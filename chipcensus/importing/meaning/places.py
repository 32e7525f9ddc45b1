"""Provinces and cities by the names of GB/T 2260, from every usual spelling.

places.csv holds codes and names of the standard down to counties: the list of cpca 0.5.5 (MIT
licence). Changes of 2017 to 2023 and former names were entered by hand and are not yet held
against the announcements of the Ministry of Civil Affairs.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from chipcensus.importing.meaning.vocabulary import is_blank, vocabulary

# Cities that are provinces, and regions whose districts are not listed.
_CITY_PROVINCES = {"11", "12", "31", "50"}
_BETWEEN = re.compile(r"[\s/\\>|,.;:\u2010-\u2015\u3001\u00b7-]+")
_SHORTEST = 2


@dataclass
class _Gazetteer:
    """Names of places: short ones by code, and codes by spelling.

    Attributes:
        short: short name by code, of two digits (province), four (city) or six (county).
        provinces, cities, counties: codes by spelling.
    """

    short: dict[str, str] = field(default_factory=dict)
    provinces: dict[str, str] = field(default_factory=dict)
    cities: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    counties: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@lru_cache(maxsize=100_000)
def read_place(province: str | None, city: str | None) -> tuple[str | None, str | None]:
    """Short names of province and city; None = unknown.

    A county counts for its city where only one place has its name. What the column of the province
    says stands: a city of another province is unknown.

    Args:
        province: text of that column, which may go on with city and district.
        city: text of that column: a city, a district, or a whole address region.
    """
    first, rest = _province(_plain(province))
    second, told = _province(_plain(city), first)
    if first and second and first != second:
        return _names(first, None)
    code = _city(told, second or first) or _city(rest, first)
    known = first or second or (code[:2] if code else None)
    return _names(known, code)


def _names(province: str | None, city: str | None) -> tuple[str | None, str | None]:
    short = _gazetteer().short
    if province in _CITY_PROVINCES:
        city = province
    return short.get(province or ""), short.get(city or "")


def _plain(text: str | None) -> str:
    if text is None or is_blank(text):
        return ""
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    for country in sorted(vocabulary()["places"]["country"], key=len, reverse=True):
        plain = plain.removeprefix(country)
    return plain


def _province(text: str, within: str | None = None) -> tuple[str | None, str]:
    """The province a text begins with, and what follows it."""
    known = _gazetteer()
    for length in range(min(len(text), 8), _SHORTEST - 1, -1):
        code = known.provinces.get(text[:length])
        # Where the province is Jilin already, its name in the column of cities is the city's.
        if code and not _names_a_city(text, within or code, length, within is not None):
            return code, text[length:]
    return None, text


def _names_a_city(text: str, province: str, length: int, has_province: bool) -> bool:
    """Whether what reads as a province is a city of that province, e.g. 吉林市."""
    cities = _gazetteer().cities
    longer = any(
        _inside(cities.get(text[:n], set()), province) for n in range(length + 1, len(text) + 1)
    )
    starts_over = _inside(cities.get(text[:length], set()), province)
    return longer or (has_province and bool(starts_over) and len(text) == length)


def _city(text: str, province: str | None) -> str | None:
    """Code of the city a text begins with, or of the city its county lies in, where certain."""
    for nothing in vocabulary()["places"]["nothing"]:
        if text == nothing:
            return None
    known = _gazetteer()
    for length in range(len(text), _SHORTEST - 1, -1):
        for spellings in (known.cities, known.counties):
            codes = _inside(spellings.get(text[:length], set()), province)
            if codes:
                return next(iter(codes)) if len(codes) == 1 else None
    return None


def _inside(codes: set[str], province: str | None) -> set[str]:
    return {code for code in codes if province is None or code.startswith(province)}


@cache
def _gazetteer() -> _Gazetteer:
    known = _Gazetteer()
    path = Path(__file__).with_name("places.csv")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            _add(known, row["code"], row["name"])
    for spelling, code in vocabulary()["places"]["former"].items():
        known.cities[spelling].add(code)
    return known


def _add(known: _Gazetteer, code: str, name: str) -> None:
    short = _short(name)
    if code.endswith("0000"):
        known.short[code[:2]] = short
        for ending in ("", *vocabulary()["places"]["province_kinds"]):
            known.provinces[short + ending] = code[:2]
        known.provinces[name] = code[:2]
        return
    # A county directly below its province, 仙桃 or 石河子, is a city of its own.
    is_city = code.endswith("00") or code[2:4] == "90"
    if is_city:
        place = code[:4] if code.endswith("00") else code
        known.short[place] = short
        known.cities[name].add(place)
        for ending in ("", *vocabulary()["places"]["city_kinds"]):
            known.cities[short + ending].add(place)
        return
    place = code[:2] if code[:2] in _CITY_PROVINCES else code[:4]
    spellings = {name} | ({short} if name.endswith(vocabulary()["places"]["town"]) else set())
    for spelling in spellings:
        known.counties[spelling].add(place)


@cache
def _short(name: str) -> str:
    """A name without the kind of place and the peoples in it: 广西壮族自治区 is 广西."""
    said = vocabulary()["places"]
    kind = next((k for k in said["kinds"] if name.endswith(k) and len(name) > len(k) + 1), "")
    short = name.removesuffix(kind) if kind else name
    peoples = sorted(said["nations"], key=len, reverse=True)
    while len(kind) > 1:
        nation = next((n for n in peoples if short.endswith(n) and len(short) > len(n) + 1), "")
        if not nation:
            break
        short = short.removesuffix(nation)
    return short


def without_place(name: str) -> str:
    """A company's name without the province or city it begins with; unchanged if none is left."""
    known = _gazetteer()
    for length in range(min(len(name), 8), _SHORTEST - 1, -1):
        if name[:length] in known.provinces or name[:length] in known.cities:
            return name[length:] if len(name) > length + 1 else name
    return name
