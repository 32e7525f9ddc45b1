"""How long a question takes that nobody has asked before."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from bench.report import Line, below, spread
from chipcensus.engine import Engine
from chipcensus.figures import FIGURES, Figure
from chipcensus.filters import Filters
from chipcensus.publish import build
from chipcensus.question import read_questions
from chipcensus.settings import read_settings
from chipcensus.store import Generation, Store

GOAL = 10  # ms
AS_OF = date(2025, 6, 30)


def measure(repeats: int, folder: Path) -> list[Line]:
    """Every figure's question with its defaults, by engines whose cache is empty."""
    settings = read_settings({"CHIPCENSUS_VAR": str(folder)})
    build(settings)
    generation, questions = Store(settings).open_current(), read_questions(settings.queries)
    newest: dict[str, list[float]] = {name: [] for name in FIGURES}
    first: list[float] = []
    later: list[float] = []
    for repeat in range(repeats + 1):
        times = {}
        for figure in FIGURES.values():
            times[figure.name] = _ask(Engine(questions, settings), generation, figure, Filters())
        engine = Engine(questions, settings)  # one that keeps the day
        past = [_ask(engine, generation, f, Filters(as_of=AS_OF)) for f in FIGURES.values()]
        if repeat:  # the first round warms the file up
            first.append(past[0])
            later += past[1:]
            for name, took in times.items():
                newest[name].append(took)
    generation.close()
    return [
        *(
            below(f"ask `{name}`, median of {repeats}", newest[name], GOAL, "ms", 1)
            for name in newest
        ),
        Line(f"ask as of {AS_OF}, the day's first question", spread(first, "ms", 1)),
        Line("… its next questions, all figures", spread(later, "ms", 1)),
    ]


def _ask(engine: Engine, generation: Generation, figure: Figure, filters: Filters) -> float:
    engine.sources(generation)  # read once per generation, not per question
    params = filters.to_params(figure.defaults)
    start = time.perf_counter()
    engine.ask(generation, figure.name, params)
    return (time.perf_counter() - start) * 1000
