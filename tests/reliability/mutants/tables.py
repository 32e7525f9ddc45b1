"""Parquet spoilt: types, sizes, schema; bombs."""

from __future__ import annotations

import io
import random
import struct
from collections.abc import Callable
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from mutants.goods import HEADER, ODD, ROW


def _parquet(table: pa.Table, **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def odd_types(chance: random.Random) -> tuple[str, bytes]:
    n = 20
    makers: list[Callable[[], pa.Array]] = [
        lambda: pa.array([2**62] * n),
        lambda: pa.array([float("nan")] * n),
        lambda: pa.array([b"\xff\xfe\x80"] * n),
        lambda: pa.array([["a", None]] * n),
        lambda: pa.array([{"a": 1}] * n),
        lambda: pa.nulls(n),
        lambda: pa.array([date(9999, 12, 31)] * n),
        lambda: pa.array([2**62] * n).cast(pa.timestamp("us")),
        lambda: pa.array([-(2**31)] * n, pa.int32()).cast(pa.date32()),
        lambda: pa.array([True] * n),
        lambda: pa.array([12345] * n).cast(pa.decimal128(38, 10)),
        lambda: pa.array([[("k", "v")]] * n, pa.map_(pa.string(), pa.string())),
        lambda: pa.array([chance.choice(ODD).replace("\ud7ff", "") for _ in range(n)]),
    ]
    names = [*HEADER, chance.choice(HEADER)]
    table = pa.Table.from_arrays([chance.choice(makers)() for _ in names], names)
    return "types.parquet", _parquet(table)


def lying_parquet(chance: random.Random) -> tuple[str, bytes]:
    """Damage where the sizes and the schema stand."""
    content = bytearray(_parquet(pa.table(dict(zip(HEADER, [[c] * 50 for c in ROW], strict=True)))))
    footer = struct.unpack("<I", content[-8:-4])[0]
    if chance.random() < 0.3:
        struct.pack_into("<I", content, len(content) - 8, chance.choice([0, 1, 2**31, 2**32 - 1]))
    for _ in range(chance.randint(1, 8)):
        content[len(content) - 8 - chance.randrange(1, footer)] = chance.randrange(256)
    return "lying.parquet", bytes(content)


def parquet_bomb(chance: random.Random) -> tuple[str, bytes]:
    """One value many million times: nothing on the disk."""
    cell = "长" * chance.choice([1, 100_000])
    count = 100_000 if len(cell) == 1 else 3_000
    ones = pa.DictionaryArray.from_arrays(pa.array([0] * count, pa.int32()), pa.array([cell]))
    table = pa.table({"企业名称": ones, "成立日期": ones, "登记状态": ones})
    return "bomb.parquet", _parquet(table, compression="zstd")


def hollow_parquet(chance: random.Random) -> tuple[str, bytes]:
    wide = {f"列{i}": pa.nulls(1, pa.string()) for i in range(chance.choice([0, 10_000]))}
    table = pa.table({**{name: pa.nulls(1, pa.string()) for name in HEADER}, **wide})
    return "hollow.parquet", _parquet(table.slice(0, chance.randint(0, 1)))
