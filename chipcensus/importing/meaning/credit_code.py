"""Unified social credit codes: 18 signs, the last one a check on the others (GB 32100-2015)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from chipcensus.importing.meaning.vocabulary import AROUND, QUOTES, blanks

# No I, O, S, V, Z, which are taken for digits and for each other.
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_WEIGHTS = np.array([pow(3, place, 31) for place in range(LENGTH - 1)], dtype=np.int64)
_NO_SIGN = 255
_VALUES = np.full(256, _NO_SIGN, dtype=np.uint8)
_VALUES[np.frombuffer(SIGNS.encode(), dtype=np.uint8)] = np.arange(len(SIGNS))

Mask = npt.NDArray[np.bool_]


def check_sign(body: str) -> str:
    """The 18th sign that belongs to the first 17. Raises KeyError for a sign that cannot stand."""
    places = {sign: value for value, sign in enumerate(SIGNS)}
    total = sum(places[sign] * int(w) for sign, w in zip(body, _WEIGHTS, strict=True))
    return SIGNS[-total % len(SIGNS)]


def read_credit_codes(column: pa.Array) -> tuple[pa.Array, Mask, Mask]:
    """The codes in capitals, and which rows have a code of a wrong shape or a wrong check sign.

    A blank cell and a registration number of before 2015 (13 or 15 digits) are no code.
    """
    plain = pc.utf8_upper(pc.utf8_trim(column, AROUND + QUOTES))
    missing = pc.is_in(plain, pa.array([word.upper() for word in blanks()]))
    old = pc.match_substring_regex(plain, r"^(\d{13}|\d{15})$")
    none = _mask(pc.or_kleene(missing, old)) | ~_mask(pc.is_valid(plain))
    whole = _mask(pc.match_substring_regex(plain, r"^[0-9A-Z]{18}$"))
    wrong = np.zeros(len(column), dtype=bool)
    wrong[np.flatnonzero(whole)] = ~_agrees(plain.filter(pa.array(whole)))
    good = pa.array(whole & ~wrong)
    return pc.if_else(good, plain, pa.scalar(None, pa.string())), ~whole & ~none, wrong


def _mask(column: pa.Array) -> Mask:
    return np.asarray(column.fill_null(False), dtype=bool)


def _agrees(codes: pa.Array) -> Mask:
    """Whether the last sign follows from the others; each code has 18 bytes."""
    if not len(codes):
        return np.zeros(0, dtype=bool)
    start = codes.offset * LENGTH
    signs = np.frombuffer(codes.buffers()[2], dtype=np.uint8)[start : start + len(codes) * LENGTH]
    values = _VALUES[signs].reshape(-1, LENGTH)
    known = (values != _NO_SIGN).all(axis=1)
    total = values[:, :-1].astype(np.int64) @ _WEIGHTS
    return np.asarray(known & ((total + values[:, -1]) % len(SIGNS) == 0))
