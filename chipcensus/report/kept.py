"""A report as a link: kept under a short id, rebuilt whenever it is asked for."""

from __future__ import annotations

import json

from chipcensus.census import Census
from chipcensus.report.spec import Spec, read_spec
from chipcensus.state import Reports, read_id

SHORT = "/r"


def report_address(identity: str) -> str:
    """Where a report is opened: short enough to be typed off a page."""
    return f"{SHORT}/{identity}"


def keep(census: Census, spec: Spec) -> str:
    """Keep a report; its id, which is worked out from it alone.

    Raises:
        ReportsFull, StateBroken.
    """
    return Reports(census.settings).keep(spec.to_json())


def look_up(census: Census, text: str) -> Spec | None:
    """The report of an id as typed or linked; None where there is none.

    Raises:
        ReportBroken: it names what there is no more.
    """
    identity = read_id(text)
    kept = Reports(census.settings).get(identity) if identity else None
    # The limit may have been lowered since: what is kept stays.
    return read_spec(json.loads(kept), len(kept)) if kept else None
