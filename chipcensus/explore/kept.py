"""A reader's statement as a link: kept under a short id with the chart drawn of its answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from chipcensus.census import Census
from chipcensus.charts.explore import KINDS, Chart
from chipcensus.errors import BadParameter, Slip
from chipcensus.state import Statements, read_id

SHORT = "/q"
# Signs: as many as the sandbox reads.
LONGEST_SQL, LONGEST_NAME, LONGEST_SHOWN = 100_000, 200, 40


@dataclass(frozen=True)
class Kept:
    """A statement and its chart; None = the reader drew none."""

    sql: str
    chart: Chart | None = None


def keep(census: Census, kept: Kept) -> str:
    """Keep a statement; its id, which is worked out from it alone.

    Raises:
        ReportsFull, StateBroken.
    """
    return Statements(census.settings).keep(json.dumps(asdict(kept), ensure_ascii=False))


def look_up(census: Census, text: str) -> Kept | None:
    """The statement of an id as typed or linked; None where there is none. Raises StateBroken."""
    identity = read_id(text)
    kept = Statements(census.settings).get(identity) if identity else None
    return read_kept(json.loads(kept)) if kept else None


def read_kept(told: Mapping[str, Any]) -> Kept:
    """A statement as it was sent. Raises BadParameter."""
    return Kept(read_sql(told), _chart(told.get("chart")))


def read_sql(told: Mapping[str, Any]) -> str:
    """The statement in what was sent. Raises BadParameter."""
    sql = told.get("sql")
    if not isinstance(sql, str) or len(sql) > LONGEST_SQL:
        raise bad("sql", type(sql).__name__, f"a text of at most {LONGEST_SQL} characters")
    return sql


def _chart(told: Any) -> Chart | None:
    return read_chart(told) if isinstance(told, dict) else None


def read_chart(told: Mapping[str, Any]) -> Chart:
    """A chart as it was sent. Raises BadParameter."""
    kind = told.get("kind")
    if kind not in KINDS:
        raise bad("kind", str(kind), " or ".join(KINDS))
    names = [told.get(name) or "" for name in ("x", "y", "colour")]
    for name in names:
        if not isinstance(name, str) or len(name) > LONGEST_NAME:
            raise bad("x, y, colour", str(name), "names of columns")
    return Chart(kind, *names)


def bad(name: str, found: str, expected: str) -> BadParameter:
    """What to raise where something else was sent."""
    text = f"{name}: found {found[:LONGEST_SHOWN]!r}; expected {expected}"
    return BadParameter(slips=[Slip(name, found[:LONGEST_SHOWN], text, expected)])
