"""The generations that are kept, and what changed between two of them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import lru_cache

from chipcensus.engine import CHANGES, Engine
from chipcensus.errors import GenerationMissing, TooLarge
from chipcensus.filters import Filters
from chipcensus.result import Result
from chipcensus.store import Store


def kept(store: Store) -> dict[str, str]:
    """When each generation that is kept was built (UTC), by its id, the newest first."""
    return {one: f"{built_at:%Y-%m-%d %H:%M}" for one, built_at in store.dates().items()}


def compared(store: Store, current: str, filters: Filters) -> tuple[str | None, str]:
    """The two generations a reader compares: the chosen, else the current and the one before."""
    now, ids = filters.later or current, list(store.kept())
    older = ids[ids.index(now) + 1 :] if now in ids else []
    return filters.earlier or next(iter(older), None), now


def changes(engine: Engine, store: Store, current: str, filters: Filters) -> Result:
    """The comparison of two generations; what hinders it is told among the parameters."""
    then, now = compared(store, current, filters)
    files = store.kept()
    problem = ""
    if then is None:
        problem = "only_one"
    elif then not in files or now not in files:
        problem = "unreadable"
    else:
        try:
            found = _compare(engine, store, files[then].name, files[now].name)
            return replace(found, generation=current)
        except TooLarge:
            problem = "too_large"
        except GenerationMissing:
            problem = "unreadable"
    question = engine.questions[CHANGES]
    params = {"earlier": then, "later": now, "problem": problem}
    return Result(question, params, (), current, question.sql, {})


@lru_cache(maxsize=8)
def _compare(engine: Engine, store: Store, then: str, now: str) -> Result:
    """What changed between two files. Raises as Engine.compare does."""
    with closing(store.open(then)) as old, closing(store.open(now)) as new:
        return engine.compare(old, new)
