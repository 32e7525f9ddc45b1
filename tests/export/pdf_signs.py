"""What stands in a PDF."""

from __future__ import annotations

import re
import zlib


def streams(pdf):
    """All that is packed in a PDF."""
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            yield found[1]


def signs_of(pdf):
    """Every sign a PDF can be searched for: what its fonts' maps from glyph to text say."""
    found = set()
    for text in streams(pdf):
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL):
            for code in re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>", block):
                found |= set(bytes.fromhex(code.decode()).decode("utf-16-be", "ignore"))
        for block in re.findall(rb"beginbfrange(.*?)endbfrange", text, re.DOTALL):
            for first, last, start in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
                count = int(last, 16) - int(first, 16) + 1
                found |= {chr(int(start, 16) + at) for at in range(count)}
    return found
