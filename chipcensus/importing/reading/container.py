"""What a file is by its first bytes; its name is not believed."""

from __future__ import annotations

from chipcensus.importing.reading.text import encoding_of

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and encrypted new ones
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SIGNATURES = (
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    *(
        (sign, "other")
        for sign in (
            b"%PDF", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"SQLite", b"\x89PNG", b"\xff\xd8\xff",
            b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd", b"{\\rtf",
        )
    ),
)  # fmt: skip
MARKUP = (
    b"<html",
    b"<!doctype",
    b"<table",
    b"<meta",
    b"<head",
    b"<style",
    b"<?xml",
    b"<xml",
    b"<div",
)
SCANNED = 1 << 16


def container_of(head: bytes) -> str:
    """parquet, zip, encrypted, xls, html, other, empty, text or binary."""
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        return "empty"
    for sign, name in SIGNATURES:
        if head.startswith(sign):
            return name
    if head.startswith(COMPOUND):
        return "encrypted" if ENCRYPTED in head else "xls"
    start = head[:SCANNED].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(MARKUP):
        return "html"
    return "text" if encoding_of(head) else "binary"
