"""Names beside a chart: companies', short and apart from each other; the figures' own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from chipcensus.charts.drawing import safe
from chipcensus.i18n import Words

NAME_HEIGHT = 16  # pixels
NAME_LENGTH = 21  # characters
# What companies' names end with and what tells none of them from another.
TAILS = {
    *("Technology", "Technologies", "Tech", "Information", "System", "Systems", "Group"),
    *("Semiconductor", "Microelectronics", "Microsystems"),
}


def short(company_id: str, words: Words) -> str:
    """A company's name, short enough for a label: without what many names end with."""
    name = words.get(f"short_name.{company_id}", words.company(company_id).split(" (")[0])
    parts = name.split()
    while len(parts) > 1 and parts[-1] in TAILS:
        parts.pop()
    kept = len(parts)
    while kept > 1 and len(" ".join(parts[:kept])) > NAME_LENGTH:
        kept -= 1
    return safe(" ".join(parts[:kept]) + ("…" if kept < len(parts) else ""))


def name_axis(companies: Sequence[str], words: Words) -> dict[str, Any]:
    """A vertical axis of companies, the first on top; by place, since short names may be alike."""
    return {
        "tickmode": "array",
        "tickvals": list(range(len(companies))),
        "ticktext": [short(c, words) for c in companies],
        "automargin": True,
        "range": [len(companies) - 0.4, -0.6],
        "zeroline": False,
        "griddash": "dot",
    }


def spread(wanted: Sequence[float], step: float, top: float) -> list[float]:
    """Places for ascending `wanted`, as near as can be, `step` apart, between 0 and `top`."""
    blocks: list[list[float]] = []
    for place, value in enumerate(wanted):
        blocks.append([value - place * step])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    level = [fmean(block) for block in blocks for _ in block]
    free = max(0.0, top - (len(level) - 1) * step)
    return [min(max(value, 0.0), free) + place * step for place, value in enumerate(level)]


def title_of(figure: str, params: Mapping[str, Any], words: Words) -> str:
    """What the figure "subject/question" shows with these parameters."""
    codes = {
        name: words.code(name, params.get(name) or "all")
        for name in ("scope", "metric", "frequency", "market", "series")
    }
    scope = params.get("scope")
    codes["listed"] = words.code("scope", scope) if scope else words("filter.every_company")
    return words(f"figure.{figure.replace('/', '.')}", **codes)
