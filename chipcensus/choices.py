"""What can be chosen, and what the parameters of an address choose of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from chipcensus.filters import ALL, LISTS, SPANS, Filters

LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Choices:
    """What can be chosen, from the data: closed lists by filter name, years known, of founding."""

    values: Mapping[str, Sequence[str]]
    years: tuple[int, int]
    founded: tuple[int, int] = (1, 9999)

    @property
    def has_registry(self) -> bool:
        """Whether a list of companies is loaded, on which the figures of a registry rest."""
        return bool(self.values.get("snapshot"))


@dataclass(frozen=True)
class Ignored:
    """A part of the URL that was not followed: its name, its value cut short, why."""

    name: str
    value: str
    reason: str


def from_url(query: Mapping[str, Sequence[str]], choices: Choices) -> tuple[Filters, list[Ignored]]:
    """Read the filters out of a URL; what cannot be followed is listed, never raised."""
    known = [f.name for f in fields(Filters)]
    ignored = [
        Ignored(_short(name), _short(" ".join(query[name])), "no_filter")
        for name in query
        if name not in known
    ]
    values: dict[str, Any] = {}
    for name in known:
        given = [v for v in query.get(name, []) if v != ""]
        if len(given) > 1 and name not in LISTS:
            ignored.append(Ignored(name, _short(given[0]), "repeated"))
        if given:
            values[name] = _READERS.get(name, _read_code)(name, given, choices, ignored)
    filters = Filters(**{k: v for k, v in values.items() if v is not None})
    for span, (low, high) in SPANS.items():
        first, last = getattr(filters, low), getattr(filters, high)
        if first and last and first > last:
            ignored.append(Ignored(span, f"{first}–{last}", "swapped"))
            filters = replace(filters, **{low: last, high: first})
    return filters, ignored


def _read_code(
    name: str, given: Sequence[str], choices: Choices, ignored: list[Ignored]
) -> str | None:
    known = choices.values.get(name, ())
    if given[-1] in known or (given[-1] == ALL and name in {"provider", "scope"}):
        return given[-1]
    ignored.append(Ignored(name, _short(given[-1]), "unknown"))
    return None


def _read_year(
    name: str, given: Sequence[str], choices: Choices, ignored: list[Ignored]
) -> int | None:
    text = given[-1]
    first, last = choices.founded if name in SPANS["founded"] else choices.years
    if text.isascii() and text.isdigit() and len(text) == 4 and first <= int(text) <= last:
        return int(text)
    ignored.append(Ignored(name, _short(text), "no_year"))
    return None


def _read_list(
    name: str, given: Sequence[str], choices: Choices, ignored: list[Ignored]
) -> tuple[str, ...]:
    known = choices.values.get(name, ())
    if ALL in given and name == "companies":
        return (ALL,)
    ignored += [Ignored(name, _short(v), "unknown") for v in given if v not in known]
    return tuple(dict.fromkeys(v for v in given if v in known))


def _read_day(name: str, given: Sequence[str], _: Choices, ignored: list[Ignored]) -> date | None:
    try:
        return date.fromisoformat(given[-1])
    except ValueError:
        ignored.append(Ignored(name, _short(given[-1]), "no_day"))
        return None


def _read_text(name: str, given: Sequence[str], _: Choices, ignored: list[Ignored]) -> str | None:
    text = _short(given[-1])
    if len(text) <= LONGEST_SHOWN:
        return text or None
    ignored.append(Ignored(name, text, "too_long"))
    return None


_READERS: Mapping[str, Callable[..., Any]] = {
    **dict.fromkeys((end for ends in SPANS.values() for end in ends), _read_year),
    **dict.fromkeys(LISTS, _read_list),
    "search": _read_text,
    "as_of": _read_day,
}


def _short(text: str) -> str:
    flat = " ".join("".join(c if c.isprintable() else " " for c in text[:200]).split())
    return flat if len(flat) <= LONGEST_SHOWN else f"{flat[:LONGEST_SHOWN]}…"
