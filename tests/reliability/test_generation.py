"""A generation cannot be left, changed or half read, by one reader or by many."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import duckdb
import pytest

from chipcensus.engine import Engine
from chipcensus.errors import (
    BadParameter,
    GenerationBroken,
    QueryTimedOut,
    UnknownQuestion,
)
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.publish import build
from chipcensus.question import Catalogue, Field, Question
from chipcensus.settings import ROOT
from chipcensus.store import Store


def test_a_cut_or_scrambled_file_is_said_to_be_broken(published, questions):
    store = Store(published)
    whole = (store.folder / store.current_file()).read_bytes()
    generator = random.Random(7)
    engine = Engine(questions, published)
    broken = 0
    for number in range(24):
        data = bytearray(whole)
        if number % 2:
            del data[generator.randrange(len(data)) :]
        else:
            at = generator.randrange(len(data))
            data[at : at + 32768] = bytes(len(data[at : at + 32768]))
        (store.folder / f"bad-{number}.duckdb").write_bytes(data)
        broken += is_broken(store, engine, f"bad-{number}.duckdb")
    assert broken > 12
    with pytest.raises(GenerationBroken, match="chipcensus build") as caught:
        store.open("gone.duckdb")
    assert str(published.var) not in str(caught.value)


def is_broken(store, engine, file) -> bool:
    """Nothing else than GenerationBroken may come of a file that was damaged."""
    try:
        opened = store.open(file)
        for name, figure in FIGURES.items():
            engine.ask(opened, name, Filters(id="cambricon").to_params(figure.defaults))
    except GenerationBroken:
        return True
    return False


def test_a_generation_opens_twice_in_one_process(shipped):
    store = Store(shipped)
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: store.open_current(), range(16)))
    assert len({generation.id for generation in opened}) == 1


# ---- a reader can neither leave nor change a generation


@pytest.mark.parametrize(
    "statement",
    [
        "FROM read_csv('{data}/claims.csv')",
        "FROM read_text('{data}/README.md')",
        "FROM '{data}/claims.csv'",
        "FROM glob('{data}/*')",
        "COPY sources TO '{tmp}/out.csv'",
        "COPY sources FROM '{data}/sources.csv'",
        "EXPORT DATABASE '{tmp}/out'",
        "ATTACH '{tmp}/other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET threads = 64",
        "SET memory_limit = '64GB'",
        "RESET enable_external_access",
        "PRAGMA enable_profiling",
        "CREATE TABLE extra (a INTEGER)",
        "DELETE FROM sources",
        "UPDATE financials SET value = 0",
        "DROP TABLE claims",
    ],
)
def test_a_generation_is_closed(statement, generation, tmp_path):
    sql = statement.format(data=ROOT / "data", tmp=tmp_path)
    with pytest.raises(duckdb.Error):
        generation.cursor().execute(sql).fetchall()
    assert list(tmp_path.iterdir()) == []


# ---- many readers


def asked() -> list[tuple[str, dict[str, object]]]:
    """Sixty questions, no two alike."""
    money = [("financials/by_period", {"metric": m, "frequency": f, "currency": c})
             for m in ("revenue", "net_profit", "rd_expense")
             for f in ("year", "half", "quarter") for c in ("reported", "CNY", "USD")]  # fmt: skip
    counts = [(f"{s}/by_year", {"scope": o, "provider": p})
              for s in ("registrations", "deregistrations")
              for o in ("chip", "ai_chip", "semiconductor") for p in (None, "企查查")]  # fmt: skip
    sums = [("financials/cumulative", {"metric": "net_profit", "currency": c, "year_from": y})
            for c in ("reported", "CNY") for y in (2018, 2020, 2022)]  # fmt: skip
    deals = [(f"funding/{q}", {"currency": c, "year_from": y})
             for q in ("rounds", "most_raised", "totals_by_year")
             for c in ("CNY", "USD") for y in (2016, 2020)]  # fmt: skip
    table = [("financials/comparables", {"currency": c}) for c in ("CNY", "USD", "reported")]
    return [*money, *counts, *sums, *deals, *table]


def test_eight_threads_get_the_answers_one_gets(questions, shipped, generation):
    wanted = asked()
    assert len(wanted) == 60
    alone = Engine(questions, shipped)
    answers = [alone.ask(generation, name, values).rows for name, values in wanted]
    shared = Engine(questions, replace(shipped, cached_answers=1))

    def reader(seed: int) -> bool:
        order = list(enumerate(wanted))
        random.Random(seed).shuffle(order)
        return all(shared.ask(generation, n, v).rows == answers[at] for at, (n, v) in order)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(reader, range(8)))


def test_an_answer_is_kept(engine, generation):
    values = {"scope": "chip"}
    first = engine.ask(generation, "registrations/by_year", values)
    assert engine.ask(generation, "registrations/by_year", {**values, "unknown": 1}) is first


def test_a_slow_question_is_stopped(settings):
    hurried = replace(settings, query_seconds=0.2)
    build(hurried)
    sql = "SELECT sum(a.range * b.range) AS n FROM range(10000000) AS a, range(10000000) AS b"
    slow = Question("slow/one", "?", (), (Field("n", "DOUBLE", "n"),), "", sql)
    engine = Engine(Catalogue({slow.name: slow}), hurried)
    generation = Store(hurried).open_current()
    begun = time.monotonic()
    with pytest.raises(QueryTimedOut, match=r"slow/one took longer than 0\.2 s"):
        engine.ask(generation, slow.name, {})
    assert time.monotonic() - begun < 5
    generation.close()


def test_what_cannot_be_asked_is_said(engine, generation):
    with pytest.raises(UnknownQuestion, match="registrations/by_year"):
        engine.ask(generation, "registrations/by_moon", {})
    with pytest.raises(BadParameter, match="registrations/by_year"):
        engine.ask(generation, "registrations/by_year", {"scope": "chip", "year_from": "soon"})
