from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipcensus.importing.meaning.credit_code import SIGNS, check_sign, read_credit_codes

# A code whose check sign is right.
RIGHT = "914403001922038216"


def read(*cells):
    codes, shapeless, wrong = read_credit_codes(pa.array(cells, pa.string()))
    return codes.to_pylist(), shapeless.tolist(), wrong.tolist()


def test_a_code_with_the_right_check_sign():
    assert check_sign(RIGHT[:-1]) == RIGHT[-1]
    assert read(RIGHT) == ([RIGHT], [False], [False])


def test_what_is_no_code_and_no_fault():
    cells = ("", "-", None, "无", "440301103097413", "1100001234567")
    assert read(*cells) == ([None] * 6, [False] * 6, [False] * 6)


@pytest.mark.parametrize("cell", [f" {RIGHT}\t", f"'{RIGHT}", f'="{RIGHT}"', f"\ufeff{RIGHT}"])
def test_what_surrounds_a_code_does_not_matter(cell):
    assert read(cell)[0] == [RIGHT]


def test_small_letters_are_capitals():
    body = "91440300MA5FAKE12"
    code = body + check_sign(body)
    assert read(code.lower())[0] == [code]


@pytest.mark.parametrize(
    "cell", ["9.144E+17", "abc", RIGHT[:-1], RIGHT + "1", "深圳市南山区科技园中区一路腾讯大厦"]
)
def test_another_shape_is_a_fault(cell):
    assert read(cell) == ([None], [True], [False])


def test_a_sign_that_no_code_has_is_a_fault():
    assert read("91440300O9220382I6") == ([None], [False], [True])


BODIES = st.text(SIGNS, min_size=17, max_size=17)


@given(st.lists(BODIES, max_size=20))
def test_every_code_made_right_is_read(bodies):
    codes = [body + check_sign(body) for body in bodies]
    assert read(*codes) == (codes, [False] * len(codes), [False] * len(codes))


@given(BODIES, st.integers(0, 17), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_always_found(body, place, sign):
    code = body + check_sign(body)
    other = code[:place] + sign + code[place + 1 :]
    assert read(other)[2] == [other != code]
