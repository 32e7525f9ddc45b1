-- question: Which counts stand for a longer period elsewhere too, and are taken as reprints there?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   message     VARCHAR  what is wrong with it
-- notes:
--   The row stays; the earliest end holds.
SELECT
    observations.subject AS table_name,
    observations.row_id,
    concat('the same count stands for the period to ', CAST(observations.period_end AS VARCHAR)) AS message
FROM observations
WHERE observations.is_reprint
ORDER BY observations.subject, observations.row_id
