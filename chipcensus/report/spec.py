"""What a report holds: a title, own text, and figures in their order, each asked its own way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from chipcensus.choices import Choices, from_url
from chipcensus.errors import ReportBroken, Slip, UnknownQuestion
from chipcensus.figures import find
from chipcensus.filters import Filters
from chipcensus.i18n import read_words

# Signs.
LONGEST_TITLE, LONGEST_TEXT, LONGEST_SHOWN = 200, 5_000, 60
# Of the whole, as JSON.
LARGEST = 200_000
# Figures one below the other on pages with contents, or all on one sheet.
LAYOUTS = ("pages", "sheet")
MOST_SLIPS = 20
GENERATION = re.compile(r"[0-9a-z]{1,64}")
Value = str | list[str]


@dataclass(frozen=True)
class Item:
    """One figure of a report.

    Attributes:
        figure: "subject/question".
        filters: what the reader chose, as an address says it.
        generation: of which data it was chosen; "" = none in particular.
        text: own words above it.
    """

    figure: str
    filters: Mapping[str, Value] = field(default_factory=dict)
    generation: str = ""
    text: str = ""


@dataclass(frozen=True)
class Spec:
    """A report; it says nothing of its language or format, which are chosen when it is made."""

    title: str
    text: str = ""
    figures: tuple[Item, ...] = ()
    layout: str = LAYOUTS[0]

    def to_json(self) -> str:
        """The same text for the same report."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def read_spec(told: object, most: int) -> Spec:
    """A report out of JSON or TOML.

    Args:
        told: what was read.
        most: figures that a report may have.

    Raises:
        ReportBroken: names every slip.
    """
    slips = _Slips()
    if not isinstance(told, Mapping):
        slips.add("report", told, "an object with title and figures")
        raise ReportBroken(slips=slips.found)
    slips.unknown("", told, ("title", "text", "figures", "layout"))
    spec = Spec(
        slips.text("title", told.get("title", ""), LONGEST_TITLE).strip(),
        slips.text("text", told.get("text", ""), LONGEST_TEXT),
        _items(told.get("figures"), most, slips),
        slips.one_of("layout", told.get("layout", LAYOUTS[0]), LAYOUTS),
    )
    size = len(spec.to_json().encode())
    if not slips.found and size > LARGEST:
        slips.add("report", size, f"at most {LARGEST} bytes as JSON")
    if slips.found:
        raise ReportBroken(slips=slips.found)
    return spec


def checked(spec: Spec, choices: Callable[[Item], Choices]) -> list[Filters]:
    """The filters of each figure, as the data that answers it knows them.

    Args:
        spec: the report.
        choices: what can be chosen in the data that answers a figure.

    Raises:
        ReportBroken: names every filter that cannot be followed.
    """
    said = read_words("en")
    found: list[Filters] = []
    slips: list[Slip] = []
    for place, item in enumerate(spec.figures):
        query = {k: v if isinstance(v, list) else [v] for k, v in item.filters.items()}
        filters, ignored = from_url(query, choices(item))
        found.append(filters)
        for i in ignored:
            if i.reason != "swapped":
                why = said(f"notice.reason_{i.reason}")
                name = f"figures[{place}].filters.{i.name}"
                slips.append(Slip(name, i.value, f"{name}: found {i.value!r}; {why}", why))
    if slips:
        raise ReportBroken(slips=slips[:MOST_SLIPS])
    return found


def _items(told: object, most: int, slips: _Slips) -> tuple[Item, ...]:
    if not isinstance(told, Sequence) or isinstance(told, str) or not told:
        slips.add("figures", told, f"a list of 1 to {most} figures")
        return ()
    if len(told) > most:
        limit = "the limit of a report (CHIPCENSUS_REPORT_FIGURES)"
        slips.add("figures", len(told), f"at most {most} figures, {limit}")
        return ()
    return tuple(_item(f"figures[{place}]", one, slips) for place, one in enumerate(told))


def _item(place: str, told: object, slips: _Slips) -> Item:
    if not isinstance(told, Mapping):
        slips.add(place, told, "an object with figure and filters")
        return Item("")
    slips.unknown(f"{place}.", told, ("figure", "filters", "generation", "text"))
    name, generation = told.get("figure", ""), told.get("generation", "")
    if not isinstance(name, str) or not _is_figure(name):
        slips.add(f"{place}.figure", name, "a figure of the catalogue, see /api/v1/questions")
    if generation != "" and not (isinstance(generation, str) and GENERATION.fullmatch(generation)):
        slips.add(f"{place}.generation", generation, "the id of a generation")
    text = slips.text(f"{place}.text", told.get("text", ""), LONGEST_TEXT)
    filters = _filters(f"{place}.filters", told.get("filters", {}), slips)
    return Item(str(name), filters, str(generation), text)


def _filters(place: str, told: object, slips: _Slips) -> dict[str, Value]:
    if not isinstance(told, Mapping):
        slips.add(place, told, "an object of filters by name")
        return {}
    found: dict[str, Value] = {}
    for name, value in told.items():
        values = value if isinstance(value, list | tuple) else [value]
        if not all(_is_value(one) for one in values):
            slips.add(f"{place}.{str(name)[:LONGEST_SHOWN]}", value, "text, or a list of texts")
            continue
        texts = [str(one) for one in values]
        found[str(name)] = texts if isinstance(value, list | tuple) else texts[0]
    return found


def _is_value(value: object) -> bool:
    is_told = isinstance(value, str | int) and not isinstance(value, bool)
    return is_told or hasattr(value, "isoformat")  # a day of TOML


def _is_figure(name: str) -> bool:
    try:
        find(name)
    except UnknownQuestion:
        return False
    return True


class _Slips:
    """Everything that is wrong, each told once and by its place."""

    def __init__(self) -> None:
        self.found: list[Slip] = []

    def add(self, place: str, found: object, expected: str) -> None:
        """Say where, what came, what was expected."""
        if len(self.found) < MOST_SLIPS:
            short = _short(found)
            text = f"{place}: found {short}; expected {expected}"
            self.found.append(Slip(place, short, text, expected))

    def unknown(self, place: str, told: Mapping[Any, Any], known: Sequence[str]) -> None:
        """Say which names mean nothing here."""
        for name in told:
            if name not in known:
                self.add(f"{place}{str(name)[:LONGEST_SHOWN]}", name, f"one of {', '.join(known)}")

    def text(self, place: str, value: object, longest: int) -> str:
        """A text that is not too long, without signs that nothing can print."""
        if not isinstance(value, str) or len(value) > longest:
            found = f"{len(value)} signs" if isinstance(value, str) else value
            self.add(place, found, f"text of at most {longest} signs")
            return ""
        return "".join(c for c in value if c.isprintable() or c == "\n")

    def one_of(self, place: str, value: object, known: Sequence[str]) -> str:
        """One of a few texts."""
        if value not in known:
            self.add(place, value, " or ".join(known))
        return str(value)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
