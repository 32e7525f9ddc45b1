"""What the search box knows: everything that can be found, with where it leads, in one list.

The browser fetches it once and matches by itself (ui/search_match.js).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import brotli

from chipcensus.census import Census
from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES, Words, read_words
from chipcensus.keeping import kept_with_its_owner
from chipcensus.pinyin import syllables
from chipcensus.result import Row

Entry = dict[str, Any]
# Where a source leads that has no address of its own.
DIRECTORY = "/data#meta/directory"
# The card an investor leads to.
INVESTORS = "funding/investors"
# Letters of an ISO date that are known.
KNOWN_LETTERS = {"day": 10, "month": 7, "year": 4}
QUALITY = 5


@dataclass(frozen=True)
class Index:
    """The list as it is sent: JSON, the same by brotli, and a tag that changes with it."""

    body: bytes
    small: bytes
    tag: str


def search_index(census: Census, lang: str) -> Index:
    """What can be found in a language, made once a generation."""
    return _index(census, census.generation().file, lang)


@kept_with_its_owner(2 * len(LANGUAGES))
def _index(census: Census, _generation: str, lang: str) -> Index:
    return packed(entries(census, lang))


def packed(told: Any) -> Index:
    """What is told as it is sent."""
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    return Index(body, bytes(brotli.compress(body, quality=QUALITY)), tag)


def entries(census: Census, lang: str) -> dict[str, Any]:
    """Groups of entries, in each the likelier first, and the pinyin of their names.

    An entry has `label`, `detail` (shown beside it), `also` (found by, not shown) and `href`:
    an address of ours without filters, or a source's.
    """
    words = census.words(lang)
    spellings = census.ask("meta/search_names", {}).rows
    named = {
        "companies": list(_companies(census.ask("meta/companies", {}).rows, spellings, words)),
        "figures": list(_figures(lang, has_registry=census.choices().has_registry)),
        "investors": list(_investors(spellings, lang)),
    }
    told = {
        "events": list(_events(census.ask("meta/search_events", {}).rows, words)),
        "sources": list(_sources(census.ask("meta/sources", {}).rows, words)),
    }
    return {"groups": named | told, "pinyin": _pinyin(named)}


def _companies(rows: Iterable[Row], spellings: Iterable[Row], words: Words) -> Iterator[Entry]:
    aliases = _by_entity(spellings, "company")
    for row in sorted(rows, key=lambda r: -2 * r["has_financials"] - r["has_funding"]):
        label = words.company(row["company_id"])
        detail = _others([row["name_zh"], row["name_en"], row["ticker"]], {label})
        also = [*(r["alias"] for r in aliases.get(row["company_id"], [])), *_codes(row["ticker"])]
        yield _entry(label, detail, also, f"/company?id={row['company_id']}")


def _codes(ticker: str | None) -> list[str]:
    """Other ways to type 09660.HK: HK09660, 9660.HK, 9660."""
    number, _, market = (ticker or "").partition(".")
    if not market:
        return []
    bare = number.lstrip("0")
    return [number, f"{market}{number}", *([bare, f"{bare}.{market}"] if bare != number else [])]


def _figures(lang: str, *, has_registry: bool) -> Iterator[Entry]:
    words, other = (read_words(one) for one in sorted(LANGUAGES, key=lambda one: one != lang))
    for name, figure in FIGURES.items():
        if figure.needs == "id":  # a company finds these, and no figure does without one
            continue
        if figure.of_registry and not has_registry:  # the page does not show it
            continue
        detail, also = words(f"page.{figure.page}.title"), figure.title(figure.defaults, other)
        label = figure.title(figure.defaults, words)
        yield _entry(label, [detail], [also], f"/{figure.page}#{name}")


def _investors(spellings: Iterable[Row], lang: str) -> Iterator[Entry]:
    for rows in _by_entity(spellings, "investor").values():
        names = [r["alias"] for r in sorted(rows, key=lambda r: not r["is_name"])]
        own = [r["alias"] for r in rows if r["is_name"] and r["language"] == lang]
        label = (own or names)[0]
        shown = {label, *(detail := [r["alias"] for r in rows if r["is_name"]])}
        page = INVESTORS.split("/")[0]
        yield _entry(label, _others(detail, {label}), _others(names, shown), f"/{page}#{INVESTORS}")


def _events(rows: Iterable[Row], words: Words) -> Iterator[Entry]:
    """Happenings, each leading to the company it names first, else to the page that tells it."""
    for row in rows:
        titles, company = [row["title_zh"], row["title_en"]], row["company_id"]
        label = titles[words.lang != "zh"]
        detail = [row["date"].isoformat()[: KNOWN_LETTERS[row["date_precision"]]]]
        detail += [words.company(company)] if company else []
        href = f"/company?id={company}" if company else row["url"] or DIRECTORY
        yield _entry(label, detail, _others(titles, {label}), href)


def _sources(rows: Iterable[Row], words: Words) -> Iterator[Entry]:
    """Pages, the newest first; one that was read twice under one title stands here once."""
    pages = {(row["title"], row["url"]): row for row in rows}.values()
    for row in sorted(pages, key=lambda r: str(r["published_on"] or ""), reverse=True):
        day = row["published_on"]
        publisher = words.code("publisher", row["publisher"])
        detail = [publisher, *([day.isoformat()] if day else [])]
        yield _entry(row["title"], detail, [], row["url"] or DIRECTORY)


def _entry(label: str, detail: list[str], also: list[str], href: str) -> Entry:
    return {"label": label, "detail": detail, **({"also": also} if also else {}), "href": href}


def _others(texts: Iterable[str | None], shown: set[str]) -> list[str]:
    return [text for text in dict.fromkeys(filter(None, texts)) if text not in shown]


def _by_entity(spellings: Iterable[Row], kind: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in spellings:
        if row["kind"] == kind:
            found.setdefault(row["entity_id"], []).append(row)
    return found


def _pinyin(groups: Mapping[str, Iterable[Entry]]) -> dict[str, str]:
    """The pinyin of every name with Chinese in it; of events and sources it would be noise."""
    all_of = (entry for group in groups.values() for entry in group)
    names = {n for e in all_of for n in (e["label"], *e["detail"], *e.get("also", []))}
    return {name: spelt for name in sorted(names) if (spelt := syllables(name))}
