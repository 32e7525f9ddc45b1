"""What every test may use: a folder to write to, and one generation built from the shipped data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from chipcensus.engine import Engine
from chipcensus.publish import build
from chipcensus.question import Catalogue, read_questions
from chipcensus.result import Result
from chipcensus.settings import ROOT, Settings, read_settings
from chipcensus.store import Generation, Store

Ask = Callable[..., Result]


@pytest.fixture(scope="session")
def questions() -> Catalogue:
    return read_questions(ROOT / "queries")


@pytest.fixture
def settings(tmp_path) -> Settings:
    """Settings that write below the test's own folder; nothing is built yet."""
    return read_settings({"CHIPCENSUS_VAR": str(tmp_path / "var")})


@pytest.fixture(scope="session")
def shipped(tmp_path_factory) -> Settings:
    """Settings of a folder in which the shipped data is published."""
    var = tmp_path_factory.mktemp("shipped")
    settings = read_settings({"CHIPCENSUS_VAR": str(var)})
    build(settings)
    return settings


@pytest.fixture(scope="session")
def generation(shipped) -> Iterator[Generation]:
    opened = Store(shipped).open_current()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def engine(shipped, questions) -> Engine:
    return Engine(questions, shipped)


@pytest.fixture(scope="session")
def ask(engine, generation) -> Ask:
    """Ask a question of the shipped data: `ask("registrations/by_year", scope="chip")`."""

    def answer(name: str, params: Mapping[str, Any] | None = None, **values: Any) -> Result:
        return engine.ask(generation, name, {**(params or {}), **values})

    return answer


@pytest.fixture(scope="session")
def rows_of(generation) -> Callable[..., list[tuple[Any, ...]]]:
    """Rows of the shipped generation for a statement of the test's own."""

    def select(sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return generation.cursor().execute(sql, list(values) or None).fetchall()

    return select
