"""Text spoilt: encodings, quotes, line ends, cells, headers."""

from __future__ import annotations

import random

from mutants.goods import HEADER, ODD, csv_text, some_rows


def wrong_encoding(chance: random.Random) -> tuple[str, bytes]:
    rows = csv_text([HEADER, *some_rows(chance)])
    cut = chance.randrange(len(rows))
    one, two = chance.sample(["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32", "utf-7"], 2)
    head = chance.choice([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00"])
    content = head + rows[:cut].encode(one)
    return "encodings.csv", content + (rows[cut:].encode(two) if chance.random() < 0.5 else b"")


def odd_cells(chance: random.Random) -> tuple[str, bytes]:
    rows = some_rows(chance)
    for _ in range(chance.randint(1, 60)):
        chance.choice(rows)[chance.randrange(len(HEADER))] = chance.choice(ODD)
    return "odd.csv", csv_text([HEADER, *rows]).encode("utf-8", "surrogatepass")


def nulls(chance: random.Random) -> tuple[str, bytes]:
    content = bytearray(csv_text([HEADER, *some_rows(chance)]).encode())
    for _ in range(chance.randint(1, 30)):
        content.insert(chance.randrange(len(content)), 0)
    return "nulls.csv", bytes(content)


def quotes(chance: random.Random) -> tuple[str, bytes]:
    text = list(csv_text([HEADER, *some_rows(chance)]))
    for _ in range(chance.randint(1, 40)):
        text.insert(
            chance.randrange(len(text)), chance.choice(['"', "'", ",", "\n", "\r", "\\", '""'])
        )
    return "quotes.csv", "".join(text).encode()


def one_long_quote(chance: random.Random) -> tuple[str, bytes]:
    rows = csv_text(some_rows(chance, 60_000))
    return "open.csv", (",".join(HEADER) + '\r\n"' + rows).encode()


def ends_and_delimiters(chance: random.Random) -> tuple[str, bytes]:
    ends, delimiters = (
        ["\r", "\n", "\r\n", "\n\r", "\x0b", "\u2028", ""],
        [",", "\t", ";", "|", "，"],
    )
    lines = [chance.choice(delimiters).join(row) for row in [HEADER, *some_rows(chance)]]
    return "ends.csv", "".join(line + chance.choice(ends) for line in lines).encode()


def huge_cell(chance: random.Random) -> tuple[str, bytes]:
    rows = some_rows(chance)
    cells = ["长" * 8_000_000, "x" * 8_000_000, " " * 8_000_000, "1" * 8_000_000, "\n" * 1_000_000]
    rows[3][chance.randrange(len(HEADER))] = chance.choice(cells)
    return "huge.csv", csv_text([HEADER, *rows]).encode()


def many_columns(chance: random.Random) -> tuple[str, bytes]:
    more = [f"列{i}" if chance.random() < 0.9 else chance.choice(HEADER) for i in range(10_000)]
    rows = [HEADER + more, *([*row, *["x"] * 10_000] for row in some_rows(chance, 8))]
    return "columns.csv", csv_text(rows).encode()


def many_short_rows(chance: random.Random) -> tuple[str, bytes]:
    return "rows.csv", csv_text([HEADER]).encode() + chance.choice(
        [b"\n", b",\n", b"a\n"]
    ) * 1_000_000


def headers(chance: random.Random) -> tuple[str, bytes]:
    header = [
        chance.choice([*HEADER, "", "  ", "企业名称 ", "\ufeff成立日期", "成立\n日期"])
        for _ in HEADER
    ]
    above = [["说明"] * chance.randint(0, 12)] * chance.choice([0, 1, 5, 60, 2_000])
    return "headers.csv", csv_text([*above, header, *some_rows(chance)]).encode()
