"""What an answer about the data must know of the figures: which there are, which rest on what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from chipcensus.figures import FIGURES, Figure
from chipcensus.filters import Filters
from chipcensus.result import Result, Shown

PAGE = "data"
RESTING = "meta/directory"

Ask = Callable[[str, Mapping[str, Any]], Result]


def with_figures(result: Result, ask: Ask) -> Result:
    """The answer to a figure of the page Data, with the catalogue; of sources, what rests on them.

    Args:
        result: the answer to a question of queries/meta.
        ask: answers a question.
    """
    about = {name: figure for name, figure in FIGURES.items() if figure.page != PAGE}
    shown = {name: Shown(figure.page, figure.defaults) for name, figure in about.items()}
    if result.question.name != RESTING:
        return replace(result, figures=shown)
    cited = _cited(about, ask)
    rows = [row | {"figures": cited.get(row["source_id"], [])} for row in result.rows]
    return replace(result, rows=rows, figures=shown)


def _cited(figures: Mapping[str, Figure], ask: Ask) -> dict[str, list[str]]:
    """Names of the figures that cite each source as long as a reader has chosen nothing."""
    nothing = Filters()
    found: dict[str, list[str]] = {}
    for name, figure in figures.items():
        if figure.is_wanted(nothing):
            for source_id in ask(name, nothing.to_params(figure.defaults)).source_ids:
                found.setdefault(source_id, []).append(name)
    return found
