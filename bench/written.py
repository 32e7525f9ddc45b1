"""docs/SPEED.md: a section for each part, with the day and the machine it was measured on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

HEAD = "\n## "
INTRODUCTION = """# How fast Chip Census is

Written by `python -m bench --write`, each part by itself; bench/README.md has the method. Nothing
here is a promise: another machine, or the same one with other work on it, gives other figures. A
value is the median, with the least and the greatest.
"""


def put(path: Path, measured: Mapping[str, str], order: Iterable[str]) -> None:
    """Write the parts that were measured; the others stay as they stand in the file.

    Args:
        path: the file; it need not exist yet.
        measured: text of each part.
        order: names of all parts; others in the file are dropped.
    """
    parts = _parts(path) | dict(measured)
    told = (f"{HEAD}{name}\n\n{parts[name]}\n" for name in order if name in parts)
    path.write_text(INTRODUCTION + "".join(told), encoding="utf-8")


def _parts(path: Path) -> dict[str, str]:
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = (section.partition("\n") for section in text.split(HEAD)[1:])
    return {name.strip(): body.strip() for name, _, body in found}
