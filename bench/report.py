"""What was measured, as lines of a Markdown table."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from statistics import median

PACKAGES = ("streamlit", "duckdb", "plotly")


@dataclass(frozen=True)
class Line:
    """One figure.

    Attributes:
        what: what was measured, and how often.
        value: the figure, or why there is none.
        goal: what it should be; empty where it is for information.
        met: whether it is; None where there is no goal or no figure.
    """

    what: str
    value: str
    goal: str = ""
    met: bool | None = None


def spread(values: Sequence[float], unit: str, digits: int = 0) -> str:
    """Median, least and greatest of several measurements."""
    middle, low, high = (f"{v:,.{digits}f}" for v in (median(values), min(values), max(values)))
    return f"{middle} {unit} ({low}–{high})"


def below(what: str, values: Sequence[float], goal: float, unit: str, digits: int = 0) -> Line:
    """A line whose median should stay below `goal`."""
    is_met = median(values) < goal
    return Line(what, spread(values, unit, digits), f"< {goal:g} {unit}", is_met)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def machine() -> str:
    """On what it was measured, in one line."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {os.cpu_count()} cores ({platform.machine()}) · "
        f"Python {platform.python_version()}, {packages} · load average 1, 5, 15 min: {load}"
    )


def table(lines: Iterable[Line]) -> str:
    """The lines as a Markdown table."""
    marks = {True: "met", False: "**missed**", None: ""}
    rows = [f"| {line.what} | {line.value} | {line.goal} | {marks[line.met]} |" for line in lines]
    return "\n".join(["| measured | figure | goal | |", "|---|---|---|---|", *rows])
