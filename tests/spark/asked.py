"""What every question is asked with: what figures have by default, and what readers choose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from chipcensus.engine import compose
from chipcensus.figures import FIGURES
from chipcensus.filters import ALL, Filters
from chipcensus.publish.cubes import STEPS
from chipcensus.question import Catalogue, Question, read_questions
from chipcensus.settings import ROOT

QUESTIONS = read_questions(ROOT / "queries")
DAYS = (date(2023, 1, 31), date(2025, 6, 30))
CHOSEN = (
    Filters(),
    Filters(id="cambricon", year_from=2019, year_to=2024, event="cn-ai-chip-ban", metric="revenue"),
    Filters(
        id="moore-threads", companies=("cambricon", "moore-threads", "nvidia", "biren"),
        currency="CNY", scope="chip", provider="企查查", frequency="half", segment="gpu",
        kinds=("policy",),
    ),
    Filters(id="nvidia", companies=(ALL,), currency="USD", provider=ALL, scope=ALL, metric=ALL),
)  # fmt: skip
# So many of these are asked of past days too.
PAST = 2
# Of questions that no page asks with filters alone: rows of several tables.
ROWS = [
    "reg-9fe80e9c",
    "der-11cff2be",
    "fin-2d62f72e",
    "rnd-d66605aa",
    "rnd-49fb891c",
    "mkt-1b5e4bfc",
]
LISTED = (
    Filters(scope="chip", breadth="medium"),
    Filters(scope="ai_chip", breadth="wide", province="广东", against="province:上海"),
    Filters(scope=ALL, province="江苏", year_from=2015, against="scope:chip"),
)


# Texts a reader may type, each of which stays what it is.
VALUES = (
    "企查查", "it's", '"', "'); DROP TABLE x; --", "a\\", "\\n", "\n\t", "${env:PATH}", "${x}",
    "$1", "?", ":x", "`", "{}", "%_", "🐉", "",
)  # fmt: skip


def values(name: str, filters: tuple[Filters, ...]) -> Iterator[dict[str, Any]]:
    """Parameters of a question, each set once: for the newest state, and for past days."""
    question = QUESTIONS[name]
    defaults = FIGURES[name].defaults if name in FIGURES else {}
    known = {field.name for field in question.params}
    seen = []
    for place, chosen in enumerate(filters):
        is_past_asked = "as_of" in known and place < PAST
        for day in (None, *(DAYS if is_past_asked else ())):
            params = replace(chosen, as_of=day).to_params(defaults) | {"row_ids": ROWS}
            bound = question.bind(params)
            if bound not in seen:
                seen.append(bound)
                yield bound


def asked(name: str) -> Question:
    """A question as both engines are asked it.

    The steps of the cubes are no tables of a generation: they stand in front of what rests on them.
    """
    question = QUESTIONS[name]
    if not name.startswith("cubes/"):
        return question
    steps = (replace(QUESTIONS[f"cubes/{step}"], name=f"views/{step}") for step in STEPS)
    return replace(question, sql=compose(question, Catalogue({s.name: s for s in steps})))
