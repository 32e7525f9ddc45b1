"""The rules of queries/checks held against a generation before it is published."""

from __future__ import annotations

import duckdb

from chipcensus.errors import Problem, ProblemsFound
from chipcensus.publish.own_rows import Staged
from chipcensus.question import Catalogue

# What the checks found, a row each; a rule that no row breaks has one of empty cells.
FINDINGS = ("rule", "severity", "table_name", "row_id", "said", "against")


def verify(
    connection: duckdb.DuckDBPyConnection, questions: Catalogue, staged: Staged, staged_in: str
) -> None:
    """Run the checks; what warns is kept in the generation, what errs is refused."""
    checks = [question for name, question in questions.items() if name.startswith("checks/")]
    found = {check.name: connection.execute(check.sql).fetchall() for check in checks}

    def place(table: str, row_id: str) -> tuple[str, int | None]:
        return staged.find(connection, staged_in, table, row_id) or (f"{table}.csv", None)

    problems = [
        Problem(*place(row[0], row[1]), None, _against(row), check.question, f"Row {row[1]}.")
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
