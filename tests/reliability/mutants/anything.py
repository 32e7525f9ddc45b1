"""Any bytes spoilt."""

from __future__ import annotations

import random
import zlib

from mutants.goods import good


def cut(chance: random.Random) -> tuple[str, bytes]:
    name, content = good(chance)
    return name, content[: chance.randrange(len(content))]


def flipped(chance: random.Random) -> tuple[str, bytes]:
    name, content = good(chance)
    bytes_ = bytearray(content)
    for _ in range(chance.choice([1, 2, 5, 20, 100])):
        bytes_[chance.randrange(len(bytes_))] ^= 1 << chance.randrange(8)
    return name, bytes(bytes_)


def noise(chance: random.Random) -> tuple[str, bytes]:
    name = chance.choice(["a.csv", "a.xlsx", "a.parquet", "a.tsv", "a", "a.txt", "a.pdf"])
    return name, chance.randbytes(chance.choice([0, 1, 2, 3, 100, 70_000]))


def shuffled(chance: random.Random) -> tuple[str, bytes]:
    name, content = good(chance)
    size = chance.randint(1, 400)
    pieces = [content[i : i + size] for i in range(0, len(content), size)]
    chance.shuffle(pieces)
    return name, b"".join(pieces)


def another_ending(chance: random.Random) -> tuple[str, bytes]:
    _, content = good(chance)
    names = [
        "a.csv",
        "a.xlsx",
        "a.parquet",
        "a.xls",
        "a.zip",
        "noending",
        ".csv",
        "名" * 200 + ".csv",
    ]
    return chance.choice(
        [*names, "../../outside.csv", "a\x00b.csv", "/etc/passwd", "a\nb.csv"]
    ), content


def compressed(chance: random.Random) -> tuple[str, bytes]:
    name, content = good(chance)
    return chance.choice([name, "a.csv.gz", "a.csv"]), zlib.compress(content, wbits=31)
