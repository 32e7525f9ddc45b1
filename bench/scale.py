"""What more rows cost: taking them in, keeping and publishing them, and asking, on DuckDB and Sail.

Both read the same published files. A step of the cubes stands for the heaviest question there is:
it reads every row of the list, and tells which are one company.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from bench.engines import engine
from bench.importing import Order, taken_in
from bench.report import Line, spread
from bench.running import command
from chipcensus.engine.duckdb import DuckDB
from chipcensus.engine.spark import Spark
from chipcensus.engine.spark.carry import carried
from chipcensus.question import Catalogue, Question, parse_question, read_questions
from chipcensus.settings import ROOT, Settings, read_settings
from chipcensus.store import Generation, Store
from chipcensus.store.publication import Publication, Published, open_published

SIZES = (1_000_000, 3_000_000, 10_000_000)
WORKERS = (1, 2, 4)
MEMORY = 8_000  # MB
SLOTS = {"SAIL_CLUSTER__WORKER_TASK_SLOTS": "64"}
CUBE = "registrations/by_month"
CHOSEN = {"scope": "ai_chip", "breadth": "medium", "province": "广东", "year_from": 2015}
COUNTED = """-- question: How many companies of a list were founded in each province and year?
-- params:
-- columns:
--   province   VARCHAR  GB/T 2260 short name
--   year       BIGINT   calendar year
--   companies  BIGINT   rows of the list
SELECT province, year(founded_on) AS year, count(*) AS companies
FROM registry
GROUP BY province, year(founded_on)
ORDER BY province, year
"""
FOUND = """-- question: Which chip companies of a list were founded in Shanghai since a day?
-- params:
--   since  DATE  first day
-- columns:
--   name        VARCHAR  as registered
--   founded_on  DATE     day
SELECT name, founded_on
FROM registry
WHERE province = '上海' AND founded_on >= $since AND list_contains(scopes, 'chip/medium')
ORDER BY founded_on, name
LIMIT 100
"""
GOALS = {"cube": 300.0}  # ms, on the engine
OVER = 3.0  # times DuckDB's, of a question that reads rows
OVERHEAD = 10.0  # ms of our own at the median


@dataclass
class Measured:
    """Of one size: lines to show, and figures by name for the curves."""

    rows: int
    lines: list[Line] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)


def measure(repeats: int, folder: Path, scale: float = 1.0) -> list[Line]:
    """Every size by itself; then what grows how."""
    sizes = [_measured(int(rows * scale), repeats, folder / str(rows)) for rows in SIZES]
    lines = [line for one in sizes for line in one.lines]
    return [*lines, *_curves(sizes), _overhead(read_questions(ROOT / "queries"))]


def _measured(rows: int, repeats: int, folder: Path) -> Measured:
    one = Measured(rows)
    var, published = folder / "var", folder / "published"
    one.lines += taken_in(Order("parquet", rows, 0, MEMORY), folder)
    told = one.lines[0].value
    one.figures["import, s"] = float(told.partition(" ")[0].replace(",", ""))
    took = command(var, "publish", "--to", str(published))
    one.figures["publish, s"] = took.seconds
    for what, place in {"imports": var / "imports", "generation": var / "generations"}.items():
        one.figures[f"{what}, MB"] = _size(place)
    one.figures["published, MB"] = _size(published)
    one.lines += [Line(f"… {what}", f"{value:,.1f}") for what, value in one.figures.items()]
    settings = read_settings(
        {"CHIPCENSUS_VAR": str(var), "CHIPCENSUS_PUBLICATION": str(published),
         "CHIPCENSUS_QUERY_SECONDS": "600", "CHIPCENSUS_QUERY_MEMORY": "4GB"}
    )  # fmt: skip
    _ask_all(one, settings, repeats, folder)
    return one


def _ask_all(one: Measured, settings: Settings, repeats: int, folder: Path) -> None:
    place = Publication(settings.publication)
    manifest = place.current()
    questions = _questions(settings)
    files = [place.uri(file.path) for file in manifest.table("registry").files]
    with closing(_whole(settings, files)) as whole:
        reader = DuckDB(questions, settings)
        _asked(one, "DuckDB", questions, repeats, lambda q, p: reader.read(whole, q, p))
    path = place.fetch(manifest, folder / "fetched")
    for workers in WORKERS:
        with engine("sail", folder / f"sail-{workers}", workers, **SLOTS) as server:
            there = replace(settings, engine=server.url)
            with (
                closing(Spark(questions, there)) as spark,
                closing(open_published(there, manifest, path)) as published,
            ):
                name = f"Sail, workers: {workers}"
                _asked(one, name, questions, repeats, _reading(spark, published))


def _reading(spark: Spark, published: Published) -> Callable[[Question, dict[str, Any]], Any]:
    return lambda question, params: spark.read(published, question, params)


def _asked(
    one: Measured,
    who: str,
    questions: Catalogue,
    repeats: int,
    read: Callable[[Question, dict[str, Any]], Any],
) -> None:
    """Milliseconds of each kind of question, warm."""
    for kind, name, params, count in _kinds(repeats):
        question = questions[name]
        bound = question.bind(params)
        read(question, bound)
        times = [_ms(lambda q=question, b=bound: read(q, b)) for _ in range(count)]
        figure = f"{kind}, {who}, ms"
        one.figures[figure] = median(times)
        one.lines.append(_judged(one, kind, who, times))


def _judged(one: Measured, kind: str, who: str, times: Sequence[float]) -> Line:
    what, value = f"{kind} question, {one.rows:,} rows, {who}", spread(times, "ms", 1)
    if who == "DuckDB":
        return Line(what, value)
    if kind in GOALS:
        return Line(what, value, f"< {GOALS[kind]:g} ms", median(times) < GOALS[kind])
    ratio = median(times) / one.figures[f"{kind}, DuckDB, ms"]
    return Line(what, f"{value}, {ratio:.1f} times DuckDB", f"≤ {OVER:g} times", ratio <= OVER)


def _kinds(repeats: int) -> Iterator[tuple[str, str, dict[str, Any], int]]:
    yield "cube", CUBE, CHOSEN, repeats
    yield "count", "bench/counted", {}, max(3, repeats // 4)
    yield "search", "bench/found", {"since": "2015-01-01"}, max(3, repeats // 4)
    yield "heaviest", "cubes/registry_companies", {}, 3


def _questions(settings: Settings) -> Catalogue:
    own = {"bench/counted": COUNTED, "bench/found": FOUND}
    return Catalogue(
        read_questions(settings.queries) | {n: parse_question(n, text) for n, text in own.items()}
    )


def _whole(settings: Settings, files: Sequence[str]) -> Generation:
    """The generation with a view of the published rows: open to files, as an engine is."""
    opened = Store(settings).open_current()
    opened.close()
    limits = {"threads": 2, "memory_limit": settings.query_memory}
    connection = duckdb.connect(config=limits)
    connection.execute(f"ATTACH '{opened.path}' AS whole (READ_ONLY)")
    read = f"read_parquet({list(files)}, hive_partitioning = false)"
    connection.execute(f"CREATE VIEW registry AS FROM {read}")
    for (table,) in connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'whole'"
    ).fetchall():
        connection.execute(f'CREATE VIEW "{table}" AS FROM whole.main."{table}"')
    return Generation(opened.id, opened.file, connection, opened.path)


def _curves(sizes: Sequence[Measured]) -> Iterator[Line]:
    """Each figure as a × (million rows)^b, by least squares of the logarithms."""
    for name in sizes[0].figures:
        points = [(one.rows / 1e6, one.figures[name]) for one in sizes if one.figures[name] > 0]
        if len(points) == len(sizes):
            factor, power = _fitted(points)
            yield Line(f"curve: {name}", f"{factor:,.2f} × millions^{power:.2f}")


def _fitted(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    logs = [(math.log(x), math.log(y)) for x, y in points]
    middle = [sum(values) / len(logs) for values in zip(*logs, strict=True)]
    spread_x = sum((x - middle[0]) ** 2 for x, _ in logs)
    power = sum((x - middle[0]) * (y - middle[1]) for x, y in logs) / spread_x
    return math.exp(middle[1] - power * middle[0]), power


def _overhead(questions: Catalogue) -> Line:
    """What carrying a question over takes, its tree read before; every question once warm."""
    times = []
    for question in questions.values():
        types = {f.name: f.type for f in question.params} | {"as_of": "DATE"}
        params = dict.fromkeys(types)
        carried(question.sql, params, types)
        times.append(_ms(lambda q=question, p=params, t=types: carried(q.sql, p, t)))
    value = spread(times, "ms", 2)
    return Line(
        f"carrying a question over, of {len(times)}",
        value,
        f"< {OVERHEAD:g} ms",
        median(times) < OVERHEAD,
    )


def _ms(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def _size(folder: Path) -> float:
    """Megabytes of all files below a folder."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6
