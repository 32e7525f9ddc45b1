"""What the reader chose: to parameters, to a sentence, to the URL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from chipcensus.i18n import Words

ALL = "all"
# Filters of several values.
LISTS = ("companies", "events", "kinds")
# Filters whose values have the names of another code.
NAMED_AS = {"province": "geo"}
# Two filters a reader sees as one.
SPANS = {"years": ("year_from", "year_to"), "founded": ("founded_from", "founded_to")}


@dataclass(frozen=True)
class Filters:
    """Every filter; None or empty means the default, so that links stay short.

    Attributes:
        id: the company a page is about.
        year_from, year_to: first and last calendar year, inclusive.
        companies: company ids; "all" for all Chinese companies where some are the default.
        scope: industry definition; "all" for every company of a loaded registry.
        breadth: how widely a loaded registry's scope is read.
        province: of a loaded registry's companies.
        against: what a second group differs in, "province:<name>" or "scope:<name>".
        provider: who counted; "all" for every provider.
        metric: a metric of the statements.
        frequency: year, half, nine_months, quarter.
        currency: CNY or USD; None = as reported.
        as_of: only what was published on or before this day.
        search: part of a company's name or ticker.
        segment: a company's main field.
        status: a company's state.
        city: of a company's head office.
        founded_from, founded_to: first and last year of founding, inclusive.
        market: a group of definitions of a market.
        events: kinds of happenings laid over figures of time; only these among the newest.
        kinds: kinds of happenings listed on their own.
        event, series: a happening, and the yearly figures seen before and after it.
        earlier, later: ids of two kept generations to be compared.
        topic, verdict: subject of a claim, and what became of it.
    """

    id: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    companies: tuple[str, ...] = ()
    scope: str | None = None
    breadth: str | None = None
    province: str | None = None
    against: str | None = None
    provider: str | None = None
    metric: str | None = None
    frequency: str | None = None
    currency: str | None = None
    as_of: date | None = None
    search: str | None = None
    segment: str | None = None
    status: str | None = None
    city: str | None = None
    founded_from: int | None = None
    founded_to: int | None = None
    market: str | None = None
    events: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    event: str | None = None
    series: str | None = None
    earlier: str | None = None
    later: str | None = None
    topic: str | None = None
    verdict: str | None = None

    def to_params(self, defaults: Mapping[str, Any]) -> dict[str, Any]:
        """Parameters to bind: what was chosen, else `defaults`; "all" binds NULL."""
        chosen = {k: v for k, v in self.chosen().items() if v not in (ALL, (ALL,))}
        dropped = {k: None for k, v in self.chosen().items() if v in (ALL, (ALL,))}
        params = {"currency": "reported", **defaults, **dropped, **chosen}
        return {k: list(v) if isinstance(v, tuple) else v for k, v in params.items()}

    def effective(self, defaults: Mapping[str, Any]) -> Filters:
        """The same with `defaults` where nothing was chosen: what really acts on a figure."""
        return Filters(**{**defaults, **self.chosen()})

    def chosen(self) -> dict[str, Any]:
        """The filters that differ from the default."""
        return {name: value for name, value in vars(self).items() if value not in (None, ())}

    def to_url(self) -> dict[str, str | list[str]]:
        """Query parameters; a default is left out."""
        return {
            name: list(value) if isinstance(value, tuple) else str(value)
            for name, value in self.chosen().items()
        }

    def without(self, name: str) -> Filters:
        """The same with one filter at its default."""
        names = SPANS.get(name, (name,))
        changes: dict[str, Any] = {n: () if n in LISTS else None for n in names}
        return replace(self, **changes)

    def describe(self, words: Words, names: Sequence[str] = (), *, plain: bool = False) -> str:
        """One sentence of what was chosen.

        Args:
            words: the language.
            names: only these filters; empty = all.
            plain: values only, without the filters' names.
        """
        shown = [name for name in self.chips() if not names or _acts(name, names)]
        parts = [self.describe_one(words, name, plain=plain) for name in shown]
        if plain:
            return "_".join(parts)
        return words("filter.separator").join(parts) if parts else words("filter.none")

    def chips(self) -> list[str]:
        """Names of the chosen filters, the two years as one."""
        spans = {end: span for span, ends in SPANS.items() for end in ends}
        return list(dict.fromkeys(spans.get(name, name) for name in self.chosen()))

    def describe_one(self, words: Words, name: str, *, plain: bool = False) -> str:
        """One filter in words, e.g. "2019–2024" or "Companies: Cambricon, Biren"."""
        text = self._value(words, name)
        if plain:
            return text
        if name == "years":
            return text if "–" in text else words("word.in_years", years=text)
        return words("filter.chip", name=words(f"filter.{name}"), value=text)

    def _value(self, words: Words, name: str) -> str:
        if name in SPANS:
            return span_of(*(getattr(self, end) for end in SPANS[name]))
        value = getattr(self, name)
        if name in {"id", "event"}:
            return words.company(value) if name == "id" else words.happening(value)
        if value == (ALL,):
            return words("filter.all_companies")
        if name == "companies":
            shown = [words.company(c) for c in value[:3]]
            more = words("filter.more", count=len(value) - 3) if len(value) > 3 else ""
            return words.list(shown) + more
        if name in {"events", "kinds"}:
            return words.list([words.code("event_kind", kind) for kind in value])
        return value.isoformat() if isinstance(value, date) else described(name, value, words)


def described(name: str, value: str, words: Words) -> str:
    """One value of a filter in words."""
    if name == "against":
        kind, _, differs = value.partition(":")
        return words(f"filter.against_{kind}", name=words.code(NAMED_AS.get(kind, kind), differs))
    if (name, value) == ("scope", ALL):
        return words("filter.every_company")
    return words.code(NAMED_AS.get(name, name), str(value))


def span_of(first: int | None, last: int | None) -> str:
    """Years from and to, e.g. "2019–2024", "2019–…"; one year alone as it is."""
    return str(first) if first and first == last else f"{first or '…'}–{last or '…'}"


def _acts(name: str, names: Sequence[str]) -> bool:
    return name in names or any(end in names for end in SPANS.get(name, ()))
