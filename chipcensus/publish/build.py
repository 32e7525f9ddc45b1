"""Turn data/ into one immutable generation, or say everything that is wrong and change nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from chipcensus.engine.steps import parameters, steps_of, table_of
from chipcensus.errors import Problem, ProblemsFound
from chipcensus.publish.rules import broken_rules
from chipcensus.publish.stage import ROW, STAGED, columns, stage, tables
from chipcensus.question import Catalogue, Question, read_questions
from chipcensus.settings import Settings
from chipcensus.store import Store

ID_LENGTH = 12
# What the checks found, a row each; a rule that no row breaks has one of empty cells.
FINDINGS = ("rule", "severity", "table_name", "row_id", "said", "against")
# Readable by DuckDB 1.5; many small columns fit small blocks: 3 MB instead of 17.
FILE_OPTIONS = "STORAGE_VERSION 'v1.5.0', BLOCK_SIZE 16384"

Progress = Callable[[str], None]


def generation_id(settings: Settings) -> str:
    """Hash of the data, the schema and the questions: the same content has the same id."""
    digest = hashlib.sha256()
    for folder, patterns in (
        (settings.data, ("*.csv", "schema.sql")),
        (settings.queries, ("*.sql",)),
    ):
        for path in sorted(p for pattern in patterns for p in folder.rglob(pattern)):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:ID_LENGTH]


def build(settings: Settings, say: Progress = lambda _: None) -> str:
    """Build and publish a generation; return its id.

    Args:
        settings: where data, questions and generations lie.
        say: called with the name of each step: read, check, load, derive, verify, publish.

    Raises:
        ProblemsFound: the data breaks its schema or a rule of queries/checks; nothing changed.
    """
    store, questions = Store(settings), read_questions(settings.queries)
    identity = generation_id(settings)
    draft = store.draft(identity)
    draft.unlink(missing_ok=True)
    try:
        with duckdb.connect() as connection:
            _fill(connection, settings, questions, draft, identity, say)
        say("publish")
        built = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        store.publish(draft, f"{identity}-{built}.duckdb")
    finally:
        draft.unlink(missing_ok=True)
        draft.with_suffix(".duckdb.wal").unlink(missing_ok=True)
    return identity


def _fill(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    questions: Catalogue,
    draft: Path,
    identity: str,
    say: Progress,
) -> None:
    schema = (settings.data / "schema.sql").read_text(encoding="utf-8")
    say("read")
    connection.execute(schema)
    problems = stage(connection, settings.data)
    say("check")
    problems += broken_rules(connection)
    if problems:
        raise ProblemsFound(problems)
    say("load")
    connection.execute(f"ATTACH '{_quoted(draft)}' AS generation_file ({FILE_OPTIONS})")
    staged_in = connection.execute("SELECT current_database()").fetchall()[0][0]
    connection.execute("USE generation_file")
    connection.execute(schema)
    _load(connection, staged_in)
    built_at = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(
        "CREATE TABLE generation AS SELECT ? AS id, ? AS built_at", [identity, built_at]
    )
    _keep_questions(connection, questions)
    say("derive")
    _derive(connection, questions)
    say("verify")
    _verify(connection, questions)
    connection.execute(f'USE "{staged_in}"')
    connection.execute("DETACH generation_file")


def _load(connection: duckdb.DuckDBPyConnection, staged_in: str) -> None:
    for table in tables(connection):
        casts = ", ".join(f'CAST("{name}" AS {kind})' for name, kind in columns(connection, table))
        connection.execute(
            f'INSERT INTO "{table}" SELECT {casts} '
            f'FROM "{staged_in}".{STAGED}."{table}" ORDER BY {ROW}'
        )


def _keep_questions(connection: duckdb.DuckDBPyConnection, questions: Catalogue) -> None:
    """Keep the questions beside the data: asked later, the generation answers as it does now."""
    # Without a key: those are of the tables of facts, which the page Data describes.
    connection.execute("CREATE TABLE questions (name VARCHAR, text VARCHAR)")
    texts = [[name, question.text] for name, question in sorted(questions.items())]
    connection.executemany("INSERT INTO questions VALUES (?, ?)", texts)
    connection.execute("COMMENT ON TABLE questions IS 'The questions this generation answers'")
    connection.execute("COMMENT ON COLUMN questions.name IS 'Folder and file without ending'")
    connection.execute("COMMENT ON COLUMN questions.text IS 'The .sql file: header, statement'")


def _derive(connection: duckdb.DuckDBPyConnection, questions: Catalogue) -> None:
    """Prepare every step for the newest state, with its header as comments."""
    done: set[str] = set()
    for name, question in questions.items():
        if name.startswith("views/"):
            for step in [*steps_of(question.sql, questions), question]:
                if step.name not in done:
                    done.add(step.name)
                    _prepare(connection, step)


def _prepare(connection: duckdb.DuckDBPyConnection, step: Question) -> None:
    newest = dict.fromkeys(parameters(step.sql)) or None
    table = table_of(step)
    connection.execute(f'CREATE TABLE "{table}" AS {step.sql}', newest)
    connection.execute(f"COMMENT ON TABLE \"{table}\" IS '{_quoted(step.question)}'")
    for column in step.columns:
        connection.execute(
            f'COMMENT ON COLUMN "{table}"."{column.name}" IS \'{_quoted(column.text)}\''
        )


def _verify(connection: duckdb.DuckDBPyConnection, questions: Catalogue) -> None:
    """Run the checks; what warns is kept in the generation, what errs is refused."""
    checks = [question for name, question in questions.items() if name.startswith("checks/")]
    found = {check.name: connection.execute(check.sql).fetchall() for check in checks}
    problems = [
        Problem(f"{row[0]}.csv", None, None, _against(row), check.question, f"Row {row[1]}.")
        for check in checks
        if check.severity == "error"
        for row in found[check.name]
    ]
    if problems:
        raise ProblemsFound(problems)
    connection.execute(f"CREATE TABLE findings ({', '.join(f'{n} VARCHAR' for n in FINDINGS)})")
    connection.executemany(
        f"INSERT INTO findings VALUES ({', '.join('?' * len(FINDINGS))})",
        [
            [check.name.removeprefix("checks/"), check.severity, *row]
            for check in checks
            for row in found[check.name] or [(None,) * 4]
        ],
    )


def _against(row: tuple[str, ...]) -> str:
    return f"{row[2]} against {row[3]}"


def _quoted(text: str | Path) -> str:
    return str(text).replace("'", "''")
