-- question: How many companies disappeared for every 100 that registered in the same year?
-- params:
--   scope      VARCHAR  industry definition
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   year               INTEGER    calendar year
--   provider           VARCHAR    who counted both; NULL = one or both not named
--   per_100            DOUBLE     gone per 100; companies gone per 100 registered, daily rates compared
--   per_100_low        DOUBLE     gone per 100; lower bound
--   per_100_high       DOUBLE     gone per 100; upper bound
--   registered         DOUBLE     companies; registered
--   registered_end     DATE       last day counted
--   deregistered       DOUBLE     companies; cancelled or revoked
--   deregistered_end   DATE       last day counted
--   is_partial         BOOLEAN    one of the periods ends before 31 December
--   is_like_for_like   BOOLEAN    both periods end on the same day
--   row_ids            VARCHAR[]  rows behind it
--   source_ids         VARCHAR[]  data/sources.csv
-- derived:
--   per_100  100 * (deregistered / days(deregistered_end)) / (registered / days(registered_end))
-- notes:
--   Both periods start on 1 January; where they end on different days (at most 31 apart) the daily rates are compared, and the answer says so. A year without such a pair has no row.
SELECT
    year,
    provider,
    100 * (deregistered / deregistered_days) / (registered / registered_days) AS per_100,
    100 * (deregistered_low / deregistered_days) / (registered_high / registered_days) AS per_100_low,
    100 * (deregistered_high / deregistered_days) / (registered_low / registered_days) AS per_100_high,
    registered,
    registered_end,
    deregistered,
    deregistered_end,
    least(registered_end, deregistered_end) < make_date(year, 12, 31) AS is_partial,
    registered_end = deregistered_end AS is_like_for_like,
    row_ids,
    source_ids
FROM births_and_deaths
WHERE
    scope = $scope
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
ORDER BY year
