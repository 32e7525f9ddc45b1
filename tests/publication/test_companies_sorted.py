"""Companies of a long list: each folder in order, in less memory than the list takes."""

from __future__ import annotations

import duckdb

from chipcensus.publish.cubes import REGISTRY
from chipcensus.publish.parquet import write_registry

ROWS = 400_000
MEMORY = "64MB"
# Names that do not repeat take more than that; places come in no order.
COMPANIES = f"""
CREATE VIEW registry AS SELECT
    'company ' || md5(range::VARCHAR) || md5((-range)::VARCHAR) AS name,
    md5(range::VARCHAR) AS credit_code,
    CASE WHEN range % 1000 > 0 THEN DATE '2000-01-01' + (range * 7919 % 3000)::INTEGER END
        AS founded_on,
    NULL::DATE AS ended_on, 'active' AS status, 1e6 AS capital, 'CNY' AS capital_currency,
    CASE WHEN range % 7 > 0 THEN chr((20000 + range * 31 % 40)::INTEGER) END AS province,
    chr((21000 + range * 17 % 90)::INTEGER) AS city, DATE '2025-01-02' AS approved_on,
    CASE range % 3
        WHEN 0 THEN [] WHEN 1 THEN ['gpu/wide', 'chip/wide'] ELSE ['chip/narrow', 'chip/wide']
    END AS scopes,
    'own-1' AS source_id, 1::BIGINT AS import_no, range AS row, TRUE AS is_synthetic
FROM range({ROWS})
"""
OUT_OF_ORDER = """
SELECT count(*) FROM (
    SELECT place < lag(place) OVER (PARTITION BY filename ORDER BY file_row_number) AS is_before
    FROM (
        SELECT filename, file_row_number, (province, city, founded_on, import_no, row) AS place
        FROM read_parquet(?, filename = true, file_row_number = true, hive_partitioning = false)
    )
)
WHERE is_before
"""


def test_a_long_list_is_in_order_folder_by_folder(tmp_path):
    limits = {"memory_limit": MEMORY, "threads": 2, "temp_directory": str(tmp_path / "spill")}
    with duckdb.connect(config=limits) as connection:
        connection.execute(COMPANIES)
        told = [c[0] for c in connection.execute("DESCRIBE registry").fetchall()]
        assert set(told) == set(REGISTRY.names)
        table = write_registry(connection, tmp_path / "made", tmp_path)
        expected = connection.execute(
            "SELECT len(scopes) > 0, year(founded_on), count(*) FROM registry GROUP BY ALL"
        ).fetchall()
    assert table.rows == ROWS
    folders = {file.path.split("/")[2] for file in table.files}
    assert folders == {"in_scope=false", "in_scope=true"}
    years = {year for _, year, _ in expected}
    assert len(table.files) == len(folders) * len(years)
    with duckdb.connect() as connection:
        paths = [str(tmp_path / file.path) for file in table.files]
        assert connection.execute(OUT_OF_ORDER, [paths]).fetchall() == [(0,)]
        found = connection.execute(
            "SELECT in_scope, founded_year, count(*) FROM "
            "read_parquet(?, hive_partitioning = false) GROUP BY ALL", [paths],
        ).fetchall()  # fmt: skip
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
