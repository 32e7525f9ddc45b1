"""Made-up company registries of any size: `python -m bench.make_registry --help`.

Nothing of it is shipped and nothing of it is real. What is synthetic says so: every company's
name begins with 【合成】 (`bench.registry.phrases.MARK`; no real name does, and an import knows by
it), every file's name has `合成-synthetic`, lists begin with a notice, Parquet has it in its
metadata under `synthetic`.

The same options give the same files, and what counting them must give: `make()` returns it as a
Truth, the command writes it beside the folder as `<folder>.truth.json`.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from bench.registry.companies import Plan
from bench.registry.files import (
    ENCODINGS,
    LOOKS,
    Dress,
    write_company_list,
    write_open_dump,
    write_parquet,
    write_xlsx,
)
from bench.registry.truth import Truth

SHAPES = {
    "open-dump": write_open_dump,
    "list-csv": write_company_list,
    "list-xlsx": write_xlsx,
    "parquet": write_parquet,
}
RATES = {"duplicates": 0.01, "dates": 0.002, "codes": 0.002}  # where no other share is named


def make(plan: Plan, shape: str, folder: Path, dress: Dress | None = None) -> Truth:
    """Write the files of a plan into a folder; what counting them must give."""
    folder.mkdir(parents=True, exist_ok=True)
    return SHAPES[shape](plan, folder, dress or Dress())


def main() -> int:
    """Make what the command line orders."""
    options = _options()
    rates, encoding, looks = _faults(options.faults)
    plan = Plan(
        options.rows,
        options.seed,
        duplicates=rates.get("duplicates", 0.0),
        bad_dates=rates.get("dates", 0.0),
        wrong_codes=rates.get("codes", 0.0),
    )
    start = time.perf_counter()
    truth = make(plan, options.shape, options.out, Dress(encoding, frozenset(looks)))
    truth.write(options.out.with_name(f"{options.out.name}.truth.json"))
    taken = time.perf_counter() - start
    print(f"{truth.rows:,} rows, {truth.companies:,} companies, {taken:.1f} s, in {options.out}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench.make_registry", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000, help="of all files together")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--shape", choices=SHAPES, default="open-dump")
    known = ", ".join([*RATES, *LOOKS, *ENCODINGS])
    parser.add_argument(
        "--faults", default="", help=f"of {known}, with commas between; dates=0.01 for a share"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder")
    return parser.parse_args()


def _faults(order: str) -> tuple[dict[str, float], str, list[str]]:
    rates, encoding, looks = {}, "utf8", []
    for name, _, share in (word.partition("=") for word in order.split(",") if word):
        if name in RATES:
            rates[name] = float(share or RATES[name])
        elif name in ENCODINGS:
            encoding = name
        elif name in LOOKS:
            looks.append(name)
        else:
            sys.exit(f"no fault {name!r}")
    return rates, encoding, looks


if __name__ == "__main__":
    sys.exit(main())
