"""Workbooks spoilt: members, XML, cells; bombs."""

from __future__ import annotations

import io
import random
import struct
import zipfile

from mutants.goods import HEADER, MAIN, ODD, ROW, book, changed_book, good, put, sheet, some_rows


def member_gone(chance: random.Random) -> tuple[str, bytes]:
    _, content = good(chance, ".xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        gone = chance.choice(book.namelist())
    empty = chance.choice([None, b"", b"<a/>", b"\xff\xfe"])
    return "gone.xlsx", changed_book(content, lambda name, old: empty if name == gone else old)


def member_spoilt(chance: random.Random) -> tuple[str, bytes]:
    _, content = good(chance, ".xlsx")

    def spoil(_name: str, old: bytes) -> bytes:
        if chance.random() < 0.5 or not old:
            return old
        spoilt = bytearray(old)
        for _ in range(chance.randint(1, 10)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        return bytes(spoilt)

    return "spoilt.xlsx", changed_book(content, spoil)


def bomb(chance: random.Random) -> tuple[str, bytes]:
    """A few hundred kilobytes that unpack to hundreds of megabytes."""
    fill = chance.choice([b" ", b"<row><c><v>1</v></c></row>", b"\x00"])
    inside = f"<worksheet {MAIN}><sheetData>".encode() + fill * (300_000_000 // len(fill))
    if chance.random() < 0.5:
        return "bomb.xlsx", sheet(inside)
    shared = f"<sst {MAIN}>".encode() + b"<si><t>a</t></si>" * 10_000_000 + b"</sst>"
    return "bomb.xlsx", sheet(f"<worksheet {MAIN}/>".encode(), shared)


def lying_zip(chance: random.Random) -> tuple[str, bytes]:
    """Sizes in the directory that are not those of the members, and members that overlap."""
    content = bytearray(book([HEADER, ROW]))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        field = at + chance.choice([16, 20, 24, 42])
        struct.pack_into("<I", content, field, chance.choice([0, 1, 2**31, 2**32 - 1]))
        at = content.find(b"PK\x01\x02", at + 4) if chance.random() < 0.7 else -1
    return "lying.xlsx", bytes(content)


def entities(chance: random.Random) -> tuple[str, bytes]:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    outside = '<!ENTITY l9 SYSTEM "file:///etc/passwd">'
    inner = chance.choice([f'<!ENTITY l0 "ha">{laughs}', outside])
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>'
    xml = f"<!DOCTYPE x [{inner}]><worksheet {MAIN}><sheetData>{cell}</sheetData></worksheet>"
    return "entities.xlsx", sheet(xml.encode())


def odd_sheet(chance: random.Random) -> tuple[str, bytes]:
    """Cells where none can be, strings that are not there, a size that is not so."""
    places = ["A1", "XFD1048576", "ZZZZ99999999999", "A0", "", "1A", "a1", "A-1", "A1:B2"]
    kinds = [
        't="s"',
        't="inlineStr"',
        't="str"',
        't="b"',
        't="e"',
        't="d"',
        't="zzz"',
        "",
        's="999"',
    ]
    values = [
        "0",
        "-1",
        "999999999999",
        "1e308",
        "nan",
        "2020-01-01",
        "",
        "#REF!",
        "TRUE",
        "x" * 40_000,
    ]
    cells = "".join(
        f'<c r="{chance.choice(places)}" {chance.choice(kinds)}><f>1+1</f>'
        f"<v>{chance.choice(values)}</v></c>"
        for _ in range(chance.randint(1, 30))
    )
    size = f'<dimension ref="{chance.choice(["A1", "A1:XFD1048576", "", "B2:A1", "x"])}"/>'
    rows = "".join(f'<row r="{chance.choice(["1", "1048577", "0", "-1", "x"])}">{cells}</row>' * 2)
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEADER)
    data = f'<sheetData><row r="1">{head}</row>{rows}</sheetData>'
    return "sheet.xlsx", sheet(f"<worksheet {MAIN}>{size}{data}</worksheet>".encode())


def odd_book_cells(chance: random.Random) -> tuple[str, bytes]:
    odd = [
        *(o.replace("\x00", "") for o in ODD),
        1e300,
        -1,
        0.1,
        2958466,
        True,
        None,
        "长" * 32_767,
    ]
    rows: list[list[object]] = [list(row) for row in some_rows(chance)]
    for _ in range(chance.randint(1, 40)):
        chance.choice(rows)[chance.randrange(len(HEADER))] = chance.choice(odd)
    notices: list[list[object]] = [["说明"]] * chance.choice([0, 1, 30])
    return "cells.xlsx", book([*notices, list(HEADER), *rows])


def wide_book(chance: random.Random) -> tuple[str, bytes]:
    more: list[object] = [f"列{i}" for i in range(chance.choice([1_000, 10_000]))]
    return "wide.xlsx", book([[*HEADER, *more], *([*row, *more] for row in some_rows(chance, 5))])


def other_zip(chance: random.Random) -> tuple[str, bytes]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", 8) as archive:
        for number in range(chance.choice([0, 1, 5_000])):
            place = chance.choice(["../", "", "/"])
            put(archive, f"{place}{number}.csv", "企业名称,成立日期\n")
    return chance.choice(["a.xlsx", "a.zip", "a.csv"]), out.getvalue()
