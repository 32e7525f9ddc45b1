"""The command: `python -m bench`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.report import Line, machine, table
from bench.written import put
from chipcensus.settings import ROOT

# Part -> how often it measures, normally and with --quick.
PARTS = {
    "ask": (30, 5),
    "rerun": (60, 15),
    "build": (3, 1),
    "sessions": (40, 10),
    "replicas": (2, 1),
    "api": (12, 5),
    "reports": (3, 1),
    "browser": (7, 2),
    "link": (5, 2),
    "memory": (3, 1),
    "trust": (15, 5),
    "importing": (1, 1),
    "registry_page": (60, 15),
    "huge": (60, 15),
    "scale": (20, 5),
}
LONG = {"huge", "scale"}  # only when asked for
# How much of their rows the parts with made-up registries take, with --quick.
SCALED, QUICK = {"importing", "registry_page", "huge", "scale"}, 0.1
RESULT = ROOT / "docs" / "SPEED.md"


def main() -> int:
    """Measure what was asked for and print it; a part that cannot run says why."""
    options = _options()
    for part in options.only:
        print(f"{part} ...", file=sys.stderr, flush=True)
        scale = {"scale": options.scale or (1.0, QUICK)[options.quick]} if part in SCALED else {}
        before = machine()
        lines = _measure(part, options.repeats or PARTS[part][options.quick], scale)
        load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
        result = f"{before}; at the end {load}\n\n{table(lines)}"
        print(f"## {part}\n\n{result}\n", flush=True)
        if options.write:
            put(RESULT, {part: result}, PARTS)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    usual = [part for part in PARTS if part not in LONG]
    parser.add_argument("--only", type=_parts, default=usual, metavar=",".join(PARTS))
    parser.add_argument("--repeats", type=int, help="measure each part so often")
    parser.add_argument("--quick", action="store_true", help="few repeats, rough figures")
    parser.add_argument("--scale", type=float, help="made-up registries of so many times the rows")
    parser.add_argument("--write", action="store_true", help=f"also write {RESULT.name} in docs/")
    return parser.parse_args()


def _parts(text: str) -> list[str]:
    unknown = [name for name in text.split(",") if name not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no part {unknown[0]!r}; there are {', '.join(PARTS)}")
    return text.split(",")


def _measure(part: str, repeats: int, scale: Mapping[str, float]) -> list[Line]:
    try:
        module = import_module(f"bench.{part}")
    except ModuleNotFoundError as error:
        return [Line(part, f"skipped: the package {error.name} is missing (make test installs it)")]
    with TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        try:
            found: list[Line] = module.measure(repeats, Path(folder), **scale)
        except Exception as error:
            return [Line(part, f"failed: {' '.join(str(error).split())[:300]}")]
    return found


if __name__ == "__main__":
    sys.exit(main())
