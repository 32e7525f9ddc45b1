"""Cells of a sheet in which a formula failed: the reader of workbooks tells them as empty ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from posixpath import join, normpath
from zipfile import ZipFile

from chipcensus.i18n import Words
from chipcensus.importing.reading.packed import ROW, column_number, packed, pieces, whole_part
from chipcensus.importing.rows import Upload

SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
CELL = re.compile(rb'<(?:\w+:)?c ([^>]*?\bt="e"[^>]*)>(.*?)</(?:\w+:)?c>', re.S)
PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
VALUE = re.compile(rb"<(?:\w+:)?v>(#[^<]{1,20})<")

Errors = Mapping[int, Mapping[int, str]]


def error_cells(upload: Upload, sheet: str, words: Words) -> Errors:
    """What failed formulas say (#N/A, #REF!), by number of the row and of the column, from 1.

    Raises:
        ProblemsFound: the file breaks off in the middle.
    """
    found: dict[int, dict[int, str]] = {}
    with packed(upload, words) as archive:
        part = _part(archive, sheet)
        if part not in archive.namelist():
            return found
        for row in pieces(whole_part(archive, archive.getinfo(part)), ROW):
            for cell in CELL.finditer(row) if b't="e"' in row else ():
                place, value = PLACE.search(cell[1]), VALUE.search(cell[2])
                if place and value:
                    said = unescape(value[1].decode("utf-8", "replace"))
                    found.setdefault(int(place[2]), {})[column_number(place[1])] = said
    return found


def _part(archive: ZipFile, sheet: str) -> str:
    """Where in the zip a sheet lies; "" where that is not told."""
    names = {_said(tag, "name"): _said(tag, r"\w+:id") for tag in _tags(archive, SHEET)}
    targets = {
        _said(tag, "Id"): _said(tag, "Target")
        for tag in _tags(archive, RELATION, "xl/_rels/workbook.xml.rels")
    }
    target = targets.get(names.get(sheet, ""), "")
    return normpath(join("/xl", target)).lstrip("/") if target else ""


def _tags(archive: ZipFile, tag: re.Pattern[bytes], name: str = "xl/workbook.xml") -> list[str]:
    if name not in archive.namelist():
        return []
    text = b"".join(whole_part(archive, archive.getinfo(name)))
    return [found.decode("utf-8", "replace") for found in tag.findall(text)]


def _said(tag: str, name: str) -> str:
    found = re.search(rf"(?:^|\s){name}=[\"']([^\"']*)", tag)
    return unescape(found[1]) if found else ""
