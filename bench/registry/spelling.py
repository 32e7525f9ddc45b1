"""Companies as files spell them: columns of text."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bench.registry import phrases
from bench.registry.companies import FIRST_YEAR, NO_DAY, PART, Drawn

_ALPHABET = np.frombuffer(b"0123456789ABCDEFGHJKLMNPQRTUWXY", np.uint8)
_ORGANISATION = np.frombuffer(b"0123456789X", np.uint8)
BAD_DATES = ("2019-13-45", "不详年月", "20O1-0l-31", "2021-02-30")
_HEADS, _CHIP_HEADS, _TAILS = 2_048, 128, 2_048
_FEW = 4_096  # scopes of each family in a chapter


def spelled(drawn: Drawn, *, as_list: bool, few: bool = False) -> dict[str, pa.Array]:
    """Columns by field, as a company list or as an open dump spells them; few scopes or many."""
    province, n = drawn.part.province, len(drawn.of)
    industry = np.where(drawn.family > 0, phrases.CHIP_INDUSTRY, drawn.serial % 11)
    spellings = [row[3 if as_list else 4] for row in phrases.CAPITALS]
    return {
        "name": _names(drawn),
        "credit_code": _credit_codes(drawn),
        "founded_on": _founded(drawn),
        "ended_on": _days(drawn.ended),
        "approved_on": _days(drawn.approved),
        "status": _statuses(drawn),
        "capital": _picked(spellings, drawn.capital),
        "province": _picked([province.spelled], np.zeros(n, int)),
        "city": _picked(province.cities, drawn.city),
        "industry": _picked(phrases.INDUSTRIES, industry),
        "company_type": _picked([row[0] for row in phrases.TYPES], drawn.kind),
        "business_scope": (_shared_scopes(drawn) if few else
                           _scopes(drawn.part.plan.seed, drawn.family, drawn.serial)),
        "person": _picked(phrases.PEOPLE, drawn.serial % len(phrases.PEOPLE)),
        "phone": _picked(["000-00000000", "10000000000"], drawn.serial % 2),
        "email": _picked(["nobody@example.invalid"], np.zeros(n, int)),
        "address": _picked([f"{city}虚构路{i}号" for city in province.cities for i in range(200)],
                           drawn.city * 200 + drawn.serial % 200),
    }  # fmt: skip


def text(column: pa.Array) -> pa.Array:
    """A plain column of text, nothing where nothing is known."""
    return pc.fill_null(column.cast(pa.string()), "")


def _picked(values: list[str] | tuple[str, ...], places: np.ndarray) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), pa.array(values))


def _days(days: np.ndarray) -> pa.Array:
    return pa.array(days.astype(np.int32), mask=days == NO_DAY).cast(pa.date32())


def _founded(drawn: Drawn) -> pa.Array:
    if not drawn.bad_date.any():
        return _days(drawn.founded)
    bad = _picked(BAD_DATES, drawn.serial % len(BAD_DATES)).cast(pa.string())
    return pc.if_else(pa.array(drawn.bad_date), bad, _days(drawn.founded).cast(pa.string()))


def _names(drawn: Drawn) -> pa.Array:
    """No two of a plan alike: three characters tell the serial number."""
    letters = phrases.SYLLABLES[:256]
    words = _of_bytes(np.frombuffer("".join(letters).encode(), np.uint8).reshape(-1, 3)[
        np.stack([drawn.serial >> 16 & 255, drawn.serial >> 8 & 255, drawn.serial & 255], 1)
    ].reshape(-1, 9))  # fmt: skip
    # The three bits above tell which of eight trades.
    trades = [*phrases.TRADES[:8], *phrases.CHIP_TRADES]
    trade = drawn.serial >> 24 & 7
    heads = [f"{phrases.MARK}{city.removesuffix('市')}" for city in drawn.part.province.cities]
    return pc.binary_join_element_wise(
        _picked(heads, drawn.city).cast(pa.string()),
        words,
        _picked(trades, np.where(drawn.family > 0, trade + 8, trade)).cast(pa.string()),
        _picked([row[1] for row in phrases.TYPES], drawn.kind).cast(pa.string()),
        "",
    )


def _credit_codes(drawn: Drawn) -> pa.Array:
    """Codes with the checksums they should have, except where they should not."""
    codes = np.zeros((len(drawn.of), 18), np.int64)
    codes[:, 0], codes[:, 1] = 9, 1
    area = np.array([int(c) for c in drawn.part.province.city_codes])[drawn.city]
    digits = int(drawn.part.province.code) * 10_000 + area * 100
    for place in range(6):
        codes[:, 7 - place] = digits // 10**place % 10
        codes[:, 15 - place] = drawn.serial // 10**place % 10
    codes[:, 9] = drawn.serial // 10**6 % 10
    codes[:, 8] = drawn.serial // 10**7  # up to 13: a letter, whose value is that of its place
    check = 11 - codes[:, 8:16] @ np.array([3, 7, 9, 10, 5, 8, 4, 2]) % 11
    signs = _ALPHABET[codes]
    signs[:, 16] = _ORGANISATION[np.where(check == 11, 0, check)]
    codes[:, 16] = np.where(check == 10, 29, check % 11)  # X's place in the alphabet
    weights = np.array([pow(3, place, 31) for place in range(17)])
    last = -(codes[:, :17] @ weights) % 31
    signs[:, 17] = _ALPHABET[np.where(drawn.code == 1, (last + 1) % 31, last)]
    whole = _of_bytes(signs)
    old = pc.utf8_slice_codeunits(_of_bytes(_ALPHABET[codes % 10]), 2, 17)
    found = pc.if_else(pa.array(drawn.code == 3), old, whole)
    return pc.if_else(pa.array(drawn.code == 2), pa.scalar(None, pa.string()), found)


def _of_bytes(signs: np.ndarray) -> pa.StringArray:
    rows, width = signs.shape
    offsets = np.arange(rows + 1, dtype=np.int32) * width
    return pa.StringArray.from_buffers(
        rows, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(signs))
    )


def _statuses(drawn: Drawn) -> pa.DictionaryArray:
    groups = [row[2] for row in (*phrases.STAYING, *phrases.GOING)]
    starts = np.cumsum([0, *(len(group) for group in groups)])[:-1]
    sizes = np.array([len(group) for group in groups])
    places = starts[drawn.status] + drawn.spelling % sizes[drawn.status]
    return _picked([name for group in groups for name in group], places)


@cache
def _pool(seed: int) -> tuple[pa.StringArray, pa.StringArray, tuple[int, ...]]:
    """Beginnings of scopes by family, one after the other; ends; and how many of each family."""
    rng = np.random.default_rng([seed, PART, FIRST_YEAR])
    counts = tuple(_HEADS if name == "" else _CHIP_HEADS for name in phrases.FAMILIES)
    heads = [
        text
        for name, count in zip(phrases.FAMILIES, counts, strict=True)
        for text in phrases.beginnings(rng, name, count)
    ]
    return pa.array(heads), pa.array(phrases.endings(rng, _TAILS)), counts


def _scopes(seed: int, family: np.ndarray, key: np.ndarray) -> pa.StringArray:
    """A beginning and an end for each key: four million scopes in all."""
    heads, tails, counts = _pool(seed)
    starts = np.cumsum([0, *counts])[:-1]
    mixed = key.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(20)
    head = starts[family] + (mixed % np.array(counts, np.uint64)[family]).astype(int)
    tail = ((mixed >> np.uint64(16)) % np.uint64(_TAILS)).astype(int)
    return pc.binary_join_element_wise(heads.take(pa.array(head)), tails.take(pa.array(tail)), "；")


@lru_cache(maxsize=1)
def _few_scopes(seed: int, chapter: int) -> pa.StringArray:
    """The scopes of a chapter, by family."""
    family = np.repeat(np.arange(len(phrases.FAMILIES)), _FEW)
    return _scopes(seed, family, np.arange(len(family)) + chapter * len(family))


def _shared_scopes(drawn: Drawn) -> pa.DictionaryArray:
    """The same, but only some thousand different ones of each million rows."""
    part = drawn.part
    values = _few_scopes(part.plan.seed, part.chapter)
    places = drawn.family * _FEW + drawn.serial % _FEW
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), values)
