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
--   The tables of facts, as schema.sql describes them; the build keeps that as a table. A comment begins with the unit and a semicolon where there is one.
SELECT
    table_name,
    column_name,
    type,
    CASE WHEN contains(comment, '; ') THEN split_part(comment, '; ', 1) END AS unit,
    CASE WHEN contains(comment, '; ') THEN split_part(comment, '; ', 2) ELSE comment END AS meaning,
    may_be_empty
FROM described
ORDER BY table_name, place
