-- question: On which day was the first of the given rows known?
-- params:
--   row_ids  VARCHAR[]  rows of any table
-- columns:
--   first_day  DATE  day of publication, of a row without one the last day of its period; NULL = none of them has either
SELECT min(coalesce(sources.published_on, observations.period_end)) AS first_day
FROM observations
INNER JOIN sources ON observations.source_id = sources.source_id
WHERE list_contains($row_ids, observations.row_id)
ORDER BY first_day
