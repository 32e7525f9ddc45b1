-- question: What do the given rows print, and where?
-- params:
--   row_ids  VARCHAR[]  rows of any table
-- columns:
--   row_id       VARCHAR  row
--   source_id    VARCHAR  its source
--   period_start  DATE     first day; NULL = not stated
--   period_end   DATE     last day
--   reported_as  VARCHAR  the figure as printed
--   is_misprint  BOOLEAN  printed so, evidently wrong
SELECT DISTINCT row_id, source_id, period_start, period_end, reported_as, is_misprint
FROM observations
WHERE list_contains($row_ids, row_id) AND reported_as IS NOT NULL
ORDER BY period_start, period_end, row_id, reported_as
