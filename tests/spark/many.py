"""A made-up list of as many companies as are wanted: made in columns, a million in some seconds."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from chipcensus.importing.rows import REGISTRY

# Every hundredth company stands in two rows, the later of which counts; some tell no day, no
# place or no capital; a third is gone.
ROWS = """
WITH numbers AS (
    SELECT number, number * 7919 % 1009 AS dice
    FROM range(1, $companies + 1) AS numbers (number)
),

made AS (
    SELECT
        number, dice,
        concat('【合成】第', number, CASE WHEN dice % 4 = 0 THEN '智能' ELSE '' END, CASE
            WHEN dice % 3 = 0 THEN '芯片' WHEN dice % 7 = 0 THEN '集成电路' ELSE '贸易'
        END, '有限公司') AS name,
        CASE WHEN dice <> 5 THEN DATE '1995-01-01' + CAST(dice * 11 + number % 11 AS INTEGER) END
            AS founded_on,
        ['广东', '上海', '江苏', '北京', '浙江', NULL][dice % 6 + 1] AS province,
        ['深圳', '上海', '苏州', '北京', NULL, NULL][dice % 6 + 1] AS city
    FROM numbers
),

told AS (
    SELECT
        *,
        CASE WHEN dice % 3 = 1 THEN founded_on + CAST(number % 4000 AS INTEGER) END AS gone_on
    FROM made
)

SELECT
    row_number() OVER (ORDER BY copies.copy, told.number) + 1 AS row,
    told.name, told.founded_on,
    CASE WHEN told.gone_on <= DATE '2025-01-02' THEN told.gone_on END AS ended_on,
    CASE
        WHEN told.gone_on > DATE '2025-01-02' OR told.gone_on IS NULL THEN 'active'
        WHEN told.number % 2 = 0 THEN 'cancelled' ELSE 'revoked'
    END AS status,
    CASE WHEN told.dice % 10 <> 3 THEN told.dice * 200000.0 END AS capital,
    CASE WHEN told.dice % 10 <> 3 THEN 'CNY' END AS capital_currency,
    told.province, told.city,
    DATE '2025-01-02' - CAST(copies.copy AS INTEGER) AS approved_on
FROM told
CROSS JOIN (VALUES (0), (1)) AS copies (copy)
WHERE copies.copy = 0 OR told.number % 100 = 0
ORDER BY row
"""


def many(companies: int) -> pa.Table:
    """Rows of a list of so many companies."""
    with duckdb.connect() as connection:
        made = connection.sql(ROWS, params={"companies": companies}).to_arrow_table()
    nothing = {f.name: pa.nulls(made.num_rows, f.type) for f in REGISTRY}
    columns = nothing | dict(zip(made.column_names, made.columns, strict=True))
    return pa.table({name: columns[name] for name in REGISTRY.names}).cast(REGISTRY)
