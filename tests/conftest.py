"""What every test may use: a folder to write to, and one generation built from the shipped data."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import hypothesis
import pytest
from publish.imported import accepted, companies, made_up

from chipcensus.census import Census
from chipcensus.citing import cite
from chipcensus.engine import Engine
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.publish import build
from chipcensus.publish.imports import shared_folder
from chipcensus.question import Catalogue, read_questions
from chipcensus.result import Result
from chipcensus.settings import ROOT, Settings, read_settings
from chipcensus.store import Generation, Store

Ask = Callable[..., Result]

# The same examples everywhere, however slow the machine.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
hypothesis.settings.load_profile("house")


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
    # Tests ask faster than any reader.
    unlimited = {f"CHIPCENSUS_API_{limit}": "0" for limit in ("RATE", "SECONDS")}
    settings = read_settings({"CHIPCENSUS_VAR": str(var), **unlimited})
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
def ask(shipped) -> Ask:
    """Ask a question of the shipped data: `ask("registrations/by_year", scope="chip")`."""
    census = Census(shipped)

    def answer(name: str, params: Mapping[str, Any] | None = None, **values: Any) -> Result:
        return census.ask(name, {**(params or {}), **values})

    return answer


@pytest.fixture(scope="session")
def rows_of(generation) -> Callable[..., list[tuple[Any, ...]]]:
    """Rows of the shipped generation for a statement of the test's own."""

    def select(sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return generation.cursor().execute(sql, list(values) or None).fetchall()

    return select


@pytest.fixture(scope="session")
def listed(tmp_path_factory) -> Settings:
    """Settings of a folder in which a made-up list of companies is published with the data."""
    settings = read_settings({"CHIPCENSUS_VAR": str(tmp_path_factory.mktemp("listed"))})
    rows = companies(*made_up())
    one = accepted(shared_folder(settings), {"registry": rows}, is_synthetic=True)
    build(settings, imports=[one])
    return settings


@pytest.fixture
def forget() -> Iterator[Callable[[str], object]]:
    """Take a figure out of the catalogue; afterwards it stands where it stood."""
    kept = dict(FIGURES)
    yield FIGURES.pop
    FIGURES.clear()
    FIGURES.update(kept)


@dataclass(frozen=True)
class Rebuilt:
    """An installation in which figures were cited before the data changed and was built anew."""

    settings: Settings
    then: str
    now: str
    cited: Mapping[str, str]


@pytest.fixture(scope="session")
def rebuilt(shipped, tmp_path_factory) -> Rebuilt:
    """A figure that has changed since it was cited, and one that has not; both kept."""
    folder = tmp_path_factory.mktemp("rebuilt")
    shutil.copytree(shipped.var / "generations", folder / "var" / "generations")
    shutil.copytree(ROOT / "data", folder / "data")
    named = {"CHIPCENSUS_VAR": folder / "var", "CHIPCENSUS_DATA": folder / "data"}
    settings = read_settings({name: str(path) for name, path in named.items()})
    census = Census(settings)
    asked = {"changed": "registrations/by_year", "same": "funding/investors"}
    ai_chip = Filters(scope="ai_chip")
    cited = {why: cite(census, census.figure(name, ai_chip)) for why, name in asked.items()}
    change_registrations(settings)
    now = build(settings)
    return Rebuilt(settings, cited["same"].generation, now, {w: c.id for w, c in cited.items()})


@pytest.fixture
def correct() -> Callable[[Settings], None]:
    """Correct a number in an installation's data."""
    return change_registrations


def change_registrations(settings: Settings) -> None:
    """Correct the AI-chip companies of 2023 from 19,307 to 18,907."""
    table = settings.data / "registrations.csv"
    text = table.read_text("utf-8")
    assert ",19307,0.226,企查查,19307家," in text
    table.write_text(
        text.replace(",19307,0.226,企查查,19307家,", ",18907,0.226,企查查,18907家,"), "utf-8"
    )
