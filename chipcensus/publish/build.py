"""Turn data/ into one immutable generation, or say everything that is wrong and change nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from chipcensus.drafts import written
from chipcensus.engine.steps import all_steps, resting_on
from chipcensus.errors import ProblemsFound
from chipcensus.publish.base import NAME, attach_copy, content_id, rename
from chipcensus.publish.cubes import CUBES, make_cubes, no_registry
from chipcensus.publish.described import describe
from chipcensus.publish.imports import REGISTRY, Import, in_force, shared_folder
from chipcensus.publish.kept import keep_imports, sweep_imports
from chipcensus.publish.own_rows import Staged, stage_imports
from chipcensus.publish.prepare import prepare
from chipcensus.publish.registry import load_registry
from chipcensus.publish.rules import broken_rules
from chipcensus.publish.stage import ROW, STAGED, columns, stage, tables
from chipcensus.publish.verify import verify
from chipcensus.question import Catalogue, read_questions
from chipcensus.scopes_file import read_scopes
from chipcensus.settings import Settings
from chipcensus.state import record
from chipcensus.store import Store, remove, writing

PRIVATE = "private-"
# In the audit trail.
PUBLISHED = "publish"
# Readable by DuckDB 1.5; many small columns fit small blocks: 3 MB instead of 17.
FILE_OPTIONS = "STORAGE_VERSION 'v1.5.0', BLOCK_SIZE 16384"

Progress = Callable[[str], None]


@dataclass(frozen=True)
class _Made:
    """What a generation is made of besides data/ and queries/."""

    identity: str
    imports: Sequence[Import]
    scopes: str
    is_whole: bool = False  # nothing is copied from another generation


def generation_id(settings: Settings, imports: Sequence[Import] | None = None) -> str:
    """Hash of the data, the schema, the questions and the imports (default: those in force).

    The same content has the same id.
    """
    taken = in_force(settings) if imports is None else imports
    return content_id(settings, [one.id for one in taken])


def build(
    settings: Settings,
    say: Progress = lambda _: None,
    imports: Sequence[Import] | None = None,
) -> str:
    """Build and publish a generation; return its id.

    Args:
        settings: where data, questions and generations lie.
        say: called with the name of each step: read, check, load, derive, verify, publish.
        imports: taken in behind data/, and in force from then on; default: those in force.

    Raises:
        ProblemsFound: the data breaks its schema or a rule of queries/checks; nothing changed.
        Busy: another process builds or imports, and has not come to an end.
        NotWritten: there is no room for it, or it may not be written; nothing changed.
    """
    store = Store(settings)
    with writing(store.folder, settings.wait_seconds, say):
        store.sweep()
        taken = in_force(settings, say) if imports is None else imports
        made = _Made(generation_id(settings, taken), taken, _scopes(settings), imports is None)
        with _drafted(store.draft(made.identity)) as draft:
            _write(settings, made, draft, say)
            say("publish")
            built = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
            file = f"{made.identity}-{built}.duckdb"
            store.publish(draft, file, [one.id for one in taken])
            record(settings, PUBLISHED, generation=made.identity, imports=[i.id for i in taken])
        sweep_imports(shared_folder(settings), store, taken)
    return made.identity


def build_private(
    settings: Settings,
    folder: Path,
    imports: Sequence[Import],
    scopes: str,
    token: str,
    say: Progress = lambda _: None,
) -> Path:
    """Build data/ and a visit's own imports into its folder; return the file.

    Nothing of it enters what is published. The file is new or replaced as a whole.

    Args:
        settings: where data and questions lie.
        folder: the visit's own.
        imports: the visit's, in the order they came.
        scopes: rules like data/scopes.toml; empty = those.
        token: name of the file, another at every build: answers are kept by it.
        say: called with the name of each step.

    Raises:
        ProblemsFound: the imports break a rule; nothing changed.
    """
    made = _Made(f"{PRIVATE}{token}", imports, scopes or _scopes(settings))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{made.identity}.duckdb"
    draft = folder / f"draft-{token}" / "generation.duckdb"
    remove(draft.parent)
    draft.parent.mkdir()
    with _drafted(draft):
        _write(settings, made, draft, say)
        draft.replace(path)
    return path


@contextmanager
def _drafted(draft: Path) -> Iterator[Path]:
    """A draft's file, whose folder goes whatever comes of it. Raises NotWritten."""
    try:
        with written("The generation"):
            yield draft
    finally:
        remove(draft.parent)


def _write(settings: Settings, made: _Made, draft: Path, say: Progress) -> None:
    """Write a generation to `draft`; what does not fit into memory goes beside it."""
    limits: dict[str, str | bool | int | float | list[str]] = {
        "threads": settings.build_threads,
        "memory_limit": settings.build_memory,
        "temp_directory": str(draft.parent / "spill"),
    }
    with duckdb.connect(config=limits) as connection:
        connection.execute("SET enable_progress_bar = false")
        if not made.is_whole and attach_copy(connection, settings, made.imports, draft):
            _count_anew(connection, settings, made, say)
        else:
            _fill(connection, settings, made, draft, say)


def _scopes(settings: Settings) -> str:
    path = settings.data / "scopes.toml"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _fill(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    made: _Made,
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
    connection.execute(f"ATTACH '{_quoted(draft)}' AS {NAME} ({FILE_OPTIONS})")
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
    connection: duckdb.DuckDBPyConnection, settings: Settings, made: _Made, say: Progress
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
    connection: duckdb.DuckDBPyConnection, made: _Made, questions: Catalogue
) -> None:
    """Count the companies of imported lists; the rows themselves do not stay."""
    lists = [one for one in made.imports if REGISTRY in one.kinds]
    if lists:
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


def _quoted(text: str | Path) -> str:
    return str(text).replace("'", "''")
