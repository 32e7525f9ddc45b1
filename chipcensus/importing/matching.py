"""Which format a header is of: the one that knows most of its columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from chipcensus.importing.formats import FORMATS, Format
from chipcensus.importing.formats.format import plain, readings
from chipcensus.importing.reading import limits
from chipcensus.importing.reading.head import Head, HeadRow

PERIOD = re.compile(r"((?:19|20)\d\d)[-/.年]?(03|06|09|12)[-/.月]?(30|31)日?")
CODE = re.compile(r"[0-9A-Z]{8}[0-9][0-9A-Z]{9}")
LONGEST_HEADER, LONGEST_NOTICE = 120, 1_200
_Way = tuple[int, int, int]


@dataclass(frozen=True)
class Match:
    """How a format fits a row taken as the header.

    Attributes:
        places: columns by field, metric or period (its last day, 20240630).
        missing: fields of the signature that are not there.
        twice: headers of which two columns could be the one.
        alike: other formats that fit as well, where nothing tells them apart.
    """

    format: Format
    head: Head
    row: HeadRow
    places: Mapping[str, int]
    missing: Sequence[str]
    twice: Sequence[str] = ()
    alike: Sequence[str] = ()

    @property
    def known(self) -> list[str]:
        """The headers that mean something, as the file spells them."""
        return [self.row.cells[place] for place in sorted(self.places.values())]


def best(
    heads: Iterable[Head], told: str, as_format: str = ""
) -> tuple[Match | None, Match | None]:
    """The format that fits best, or None, and the one that comes nearest.

    Args:
        heads: the first rows, once for each sheet or delimiter.
        told: the file's name; what stands above the header is added.
        as_format: the only format to be tried: its first field is enough.
    """
    fitting: list[tuple[tuple[int, ...], Match]] = []
    nearest: list[tuple[tuple[int, ...], Match]] = []
    for head in heads:
        above = told
        for row in head.rows:
            if row.number > limits.HEADER_WITHIN:
                break
            # A row with a company's code is no header; most rows have one, and a look is cheap.
            ways = {} if any(map(CODE.fullmatch, row.cells)) else _ways(row.cells)
            for name, found in ways.items():
                if as_format in ("", name):
                    match = _match(FORMATS[name], head, row, found, is_forced=bool(as_format))
                    if match.missing and all(map(PERIOD.fullmatch, match.places)):
                        continue  # the day of a row of data, and no header at all
                    if match.missing:
                        nearest.append((_nearness(match), match))
                    else:
                        fitting.append((_rank(match, above), match))
            above += " ".join(row.cells)[:LONGEST_NOTICE]
    return _alone(fitting), _first(nearest)


def _alone(ranked: Sequence[tuple[tuple[int, ...], Match]]) -> Match | None:
    """The best; with it all that have the very same columns and are told by their names only."""
    found = _first(ranked)
    if found is None or found.format.kind != "tables":
        return found
    top = max(rank[:-1] for rank, _ in ranked)
    alike = [match.format.name for rank, match in ranked if rank[:-1] == top]
    return replace(found, alike=alike if len(alike) > 1 else ())


def _first(ranked: Sequence[tuple[tuple[int, ...], Match]]) -> Match | None:
    # Of equals the first: max() keeps it.
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _rank(match: Match, above: str) -> tuple[int, ...]:
    told = plain(above + " ".join(match.row.cells) + match.head.sheet)
    marks = sum(len(mark) for mark in match.format.marks if plain(mark) in told)
    order = -list(FORMATS).index(match.format.name)
    return len(match.places), marks, len(match.format.signature), -match.row.number, order


def _nearness(match: Match) -> tuple[int, ...]:
    found = len(match.format.signature) - len(match.missing)
    return -len(match.missing), found, len(match.places)


@cache
def _meanings() -> dict[str, list[tuple[str, str, int]]]:
    """What a plain header means: the format, its field or metric, how much it is preferred."""
    meanings: dict[str, list[tuple[str, str, int]]] = {}
    for known in FORMATS.values():
        seen = set()
        for meaning, texts in [*known.fields.items(), *known.metrics.items()]:
            for rank, text in enumerate(map(plain, texts)):
                if text not in seen:
                    meanings.setdefault(text, []).append((known.name, meaning, rank))
                    seen.add(text)
    return meanings


@cache
def _by_period() -> list[str]:
    return [known.name for known in FORMATS.values() if known.is_by_period]


def _ways(cells: Sequence[str]) -> dict[str, dict[str, list[_Way]]]:
    """By format and meaning, the cells that can be it: how far off, how preferred, which cell."""
    ways: dict[str, dict[str, list[_Way]]] = defaultdict(lambda: defaultdict(list))
    meanings = _meanings()
    for place, cell in enumerate(cells[: limits.COLUMNS]):
        if not cell or len(cell) > LONGEST_HEADER:
            continue
        for distance, text in enumerate(readings(cell)):
            for name, meaning, rank in meanings.get(text, ()):
                ways[name][meaning].append((distance, rank, place))
            if not distance and (day := PERIOD.fullmatch(text)):
                for name in _by_period():
                    ways[name]["".join(day.groups())].append((0, 0, place))
    return ways


def _match(
    known: Format, head: Head, row: HeadRow, found: Mapping[str, list[_Way]], *, is_forced: bool
) -> Match:
    places: dict[str, int] = {}
    twice = []
    for meaning, ways in found.items():
        distance, rank, places[meaning] = min(ways)
        alike = sorted({place for far, less, place in ways if (far, less) == (distance, rank)})
        twice += [row.cells[place] for place in alike[1:2]]
    wanted = known.signature[:1] if is_forced else known.signature
    missing = [meaning for meaning in wanted if meaning not in places]
    if known.is_by_period and not any(map(PERIOD.fullmatch, places)):
        missing.append("period_end")
    return Match(known, head, row, places, missing, twice)
