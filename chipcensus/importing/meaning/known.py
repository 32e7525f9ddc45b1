"""The companies a list may speak of: found by name, alias or ticker, or made anew."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from chipcensus.importing.meaning.places import without_place
from chipcensus.importing.meaning.vocabulary import fold, tidy, vocabulary
from chipcensus.pinyin import CHINESE, syllables

Row = Mapping[str, Any]
_IDENTITY = 10


@dataclass(frozen=True)
class Known:
    """What is needed of the directory to find a company, and of the aliases to know an investor.

    Attributes:
        names: company by name or alias, folded.
        tickers: company by ticker; a Chinese one with and without its market.
        investors: spellings of investors, folded.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    tickers: Mapping[str, str] = field(default_factory=dict)
    investors: frozenset[str] = frozenset()

    def company(self, name: str | None, ticker: str | None = None) -> str | None:
        """Its company_id; None = not in the directory.

        A name agrees letter for letter but for width, case, blanks and stops; of a full name the
        place before it and the legal form behind it do not count. A part of a name is no name.
        """
        symbol = tidy(ticker or "").upper()
        if symbol in self.tickers:
            return self.tickers[symbol]
        spelt = fold(name or "")
        return self.names.get(spelt) or self.names.get(short_name(spelt)) if spelt else None


def known_of(companies: Iterable[Row], aliases: Iterable[Row]) -> Known:
    """What the rows of the tables `companies` and `aliases` make known."""
    names: dict[str, str] = {}
    tickers: dict[str, str] = {}
    investors: set[str] = set()
    for row in companies:
        for name in (row["name_zh"], row["name_en"]):
            if name:
                names.setdefault(fold(name), row["company_id"])
        if row["ticker"]:
            tickers.update((said, row["company_id"]) for said in _spellings(row["ticker"]))
    for row in aliases:
        if row["kind"] == "company":
            names.setdefault(fold(row["alias"]), row["entity_id"])
        else:
            investors.add(fold(row["alias"]))
    return Known(names, tickers, frozenset(investors))


def read_known(folder: Path) -> Known:
    """What data/companies.csv and data/aliases.csv make known."""
    return known_of(*(_rows(folder / f"{table}.csv") for table in ("companies", "aliases")))


def new_company(name: str) -> dict[str, Any]:
    """A row of `companies` for one that is not in the directory: known by its name only."""
    plain = tidy(name)
    is_chinese = CHINESE.search(plain) is not None
    spelt = " ".join(syllables(plain).split()).title() if is_chinese else plain
    return {
        "company_id": company_id(plain),
        "name_zh": plain if is_chinese else None,
        "name_en": spelt or plain,
        "country": "CN",
        "segment": "other",
        "status": "unknown",
    }


def company_id(name: str) -> str:
    """The id of a company that is not in the directory, the same in every file that names it."""
    digest = hashlib.sha256(short_name(fold(name)).encode()).hexdigest()
    return f"own-{digest[:_IDENTITY]}"


def short_name(spelt: str) -> str:
    """A folded name without the place before it and the legal form behind it."""
    form = _legal_form().search(spelt)
    return without_place(spelt[: form.start()]) or spelt if form and form.start() else spelt


@cache
def _legal_form() -> re.Pattern[str]:
    forms = sorted(vocabulary()["companies"]["forms"], key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(fold, forms))})$")


def _spellings(ticker: str) -> set[str]:
    """688256.SH, 688256 and SH688256; 00981.HK, 00981 and HK00981."""
    symbol = ticker.upper()
    code, dot, market = symbol.partition(".")
    return {symbol, code, f"{market}{code}"} if dot else {symbol}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
