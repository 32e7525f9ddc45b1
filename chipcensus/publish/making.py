"""A generation written to a draft's file: the facts, their steps, the cubes of imported lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from chipcensus.engine.steps import all_steps, resting_on
from chipcensus.errors import ProblemsFound
from chipcensus.publish.base import NAME, attach_copy, rename
from chipcensus.publish.cubes import CUBES, make_cubes, no_registry
from chipcensus.publish.described import describe
from chipcensus.publish.imports import REGISTRY, Import
from chipcensus.publish.kept import keep_imports
from chipcensus.publish.own_rows import Staged, stage_imports
from chipcensus.publish.prepare import prepare
from chipcensus.publish.registry import load_registry
from chipcensus.publish.rules import broken_rules
from chipcensus.publish.stage import ROW, STAGED, columns, stage, tables
from chipcensus.publish.verify import verify
from chipcensus.question import Catalogue, read_questions
from chipcensus.scopes_file import read_scopes
from chipcensus.settings import Settings

# Readable by DuckDB 1.5; many small columns fit small blocks: 3 MB instead of 17.
FILE_OPTIONS = "STORAGE_VERSION 'v1.5.0', BLOCK_SIZE 16384"

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """What a generation is made of besides data/ and queries/."""

    identity: str
    imports: Sequence[Import]
    scopes: str
    is_whole: bool = False  # nothing is copied from another generation


def write(settings: Settings, made: Made, draft: Path, say: Progress) -> None:
    """Write a generation to `draft`; what does not fit into memory goes beside it.

    Raises:
        ProblemsFound: the data breaks its schema or a rule of queries/checks.
    """
    with duckdb.connect(config=limits(settings, draft.parent)) as connection:
        connection.execute("SET enable_progress_bar = false")
        if not made.is_whole and attach_copy(connection, settings, made.imports, draft):
            _count_anew(connection, settings, made, say)
        else:
            _fill(connection, settings, made, draft, say)


def limits(settings: Settings, folder: Path) -> dict[str, str | bool | int | float | list[str]]:
    """What DuckDB may use where a generation is made; the rest spills to `folder`."""
    return {
        "threads": settings.build_threads,
        "memory_limit": settings.build_memory,
        "temp_directory": str(folder / "spill"),
    }


def scopes_text(settings: Settings) -> str:
    """The rules of data/scopes.toml; empty where there are none."""
    path = settings.data / "scopes.toml"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def lists_of(imports: Sequence[Import]) -> list[Import]:
    """The imports with lists of companies."""
    return [one for one in imports if REGISTRY in one.kinds]


def quoted(text: str | Path) -> str:
    """A text as it stands between quotes."""
    return str(text).replace("'", "''")


def _fill(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    made: Made,
    draft: Path,
    say: Progress,
) -> None:
    questions = read_questions(settings.queries)
    schema = (settings.data / "schema.sql").read_text(encoding="utf-8")
    say("read")
    connection.execute(schema)
    problems = stage(connection, settings.data)
    staged = stage_imports(connection, made.imports)
    say("check")
    problems += map(staged.told, broken_rules(connection))
    if problems:
        raise ProblemsFound(problems)
    say("load")
    connection.execute(f"ATTACH '{quoted(draft)}' AS {NAME} ({FILE_OPTIONS})")
    staged_in = connection.execute("SELECT current_database()").fetchall()[0][0]
    connection.execute(f"USE {NAME}")
    connection.execute(schema)
    _load(connection, staged_in)
    describe(connection)
    built_at = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(
        "CREATE TABLE generation AS SELECT ? AS id, ? AS built_at", [made.identity, built_at]
    )
    keep_imports(connection, made.imports)
    _keep_questions(connection, questions)
    say("derive")
    _count_companies(connection, made, questions)
    for step in all_steps(questions):
        prepare(connection, step)
    say("verify")
    verify(connection, questions, staged, staged_in)
    connection.execute(f'USE "{staged_in}"')
    connection.execute(f"DETACH {NAME}")


def _count_anew(
    connection: duckdb.DuckDBPyConnection, settings: Settings, made: Made, say: Progress
) -> None:
    """Complete a copy of the current generation: only lists of companies are other ones."""
    questions = read_questions(settings.queries)
    staged_in = connection.execute("SELECT current_database()").fetchall()[0][0]
    connection.execute(f"USE {NAME}")
    rename(connection, made.identity, datetime.now(UTC).replace(tzinfo=None))
    keep_imports(connection, made.imports)
    say("derive")
    _count_companies(connection, made, questions)
    for step in resting_on(CUBES, questions):
        prepare(connection, step)
    say("verify")
    verify(connection, questions, Staged(), staged_in)
    connection.execute(f'USE "{staged_in}"')
    connection.execute(f"DETACH {NAME}")


def _load(connection: duckdb.DuckDBPyConnection, staged_in: str) -> None:
    for table in tables(connection):
        casts = ", ".join(f'CAST("{name}" AS {kind})' for name, kind in columns(connection, table))
        connection.execute(
            f'INSERT INTO "{table}" SELECT {casts} '
            f'FROM "{staged_in}".{STAGED}."{table}" ORDER BY {ROW}'
        )


def _count_companies(
    connection: duckdb.DuckDBPyConnection, made: Made, questions: Catalogue
) -> None:
    """Count the companies of imported lists; the rows themselves do not stay."""
    if lists := lists_of(made.imports):
        load_registry(connection, lists, read_scopes(made.scopes))
    else:
        no_registry(connection)
    make_cubes(connection, questions)


def _keep_questions(connection: duckdb.DuckDBPyConnection, questions: Catalogue) -> None:
    """Keep the questions beside the data: asked later, the generation answers as it does now."""
    # Without a key, by which the tables of facts are known.
    connection.execute("CREATE TABLE questions (name VARCHAR, text VARCHAR)")
    texts = [[name, question.text] for name, question in sorted(questions.items())]
    connection.executemany("INSERT INTO questions VALUES (?, ?)", texts)
    connection.execute("COMMENT ON TABLE questions IS 'The questions this generation answers'")
    connection.execute("COMMENT ON COLUMN questions.name IS 'Folder and file without ending'")
    connection.execute("COMMENT ON COLUMN questions.text IS 'The .sql file: header, statement'")
