"""What a PDF can print."""

from __future__ import annotations

import re
import zlib


def signs_of(pdf):
    """The signs a PDF's fonts can draw, by their tables from glyph to text."""
    found = set()
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        if b"beginbfchar" not in text and b"beginbfrange" not in text:
            continue
        for first, last, start in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", text):
            count = int(last, 16) - int(first, 16) + 1
            found |= {chr(int(start, 16) + at) for at in range(count)}
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL):
            found |= {chr(int(sign, 16)) for _, sign in re.findall(rb"<(\w+)>\s*<(\w{4})>", block)}
    return found
