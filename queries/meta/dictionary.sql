-- question: Which columns does each table have, of which type and unit, and what do they mean?
-- params:
-- columns:
--   table_name    VARCHAR  table
--   column_name   VARCHAR  column
--   type          VARCHAR  SQL type
--   unit          VARCHAR  unit of the number; NULL = it has none
--   meaning       VARCHAR  what the column says, from schema.sql
--   may_be_empty  BOOLEAN  an empty cell is allowed: unknown, or as the meaning says
-- notes:
--   The tables of facts have a key, the steps prepared from them have none; the questions that a generation keeps for itself are no facts. A comment of schema.sql begins with the unit and a semicolon where there is one.
WITH facts AS (
    SELECT table_name
    FROM duckdb_tables()
    WHERE schema_name = 'main' AND has_primary_key AND table_name <> 'questions'
),

described AS (
    SELECT table_name, column_name, column_index, data_type, comment, is_nullable
    FROM duckdb_columns()
    WHERE schema_name = 'main'
)

SELECT
    described.table_name,
    described.column_name,
    described.data_type AS type,
    CASE WHEN contains(described.comment, '; ') THEN split_part(described.comment, '; ', 1) END AS unit,
    CASE
        WHEN contains(described.comment, '; ') THEN split_part(described.comment, '; ', 2) ELSE described.comment
    END AS meaning,
    described.is_nullable AS may_be_empty
FROM described
INNER JOIN facts ON described.table_name = facts.table_name
ORDER BY described.table_name, described.column_index
