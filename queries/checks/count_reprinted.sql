-- question: Which counts stand for a longer period elsewhere too, and are taken as reprints there?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the count
--   against     VARCHAR  the earliest end of its period
-- notes:
--   The row stays; the earliest end holds.
SELECT
    observations.subject AS table_name,
    observations.row_id,
    CAST(CAST(observations.value AS BIGINT) AS VARCHAR) AS said,
    CAST(observations.period_end AS VARCHAR) AS against
FROM observations
WHERE observations.is_reprint
ORDER BY observations.subject, observations.row_id
