-- question: How many more companies registered than disappeared in each year?
-- params:
--   scope      VARCHAR  industry definition
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   year              INTEGER    calendar year
--   provider          VARCHAR    who counted both; NULL = one or both not named
--   registered        DOUBLE     companies; registered
--   registered_end    DATE       last day counted
--   deregistered      DOUBLE     companies; cancelled or revoked
--   deregistered_end  DATE       last day counted
--   net               DOUBLE     companies; registered less deregistered
--   net_low           DOUBLE     companies; lower bound
--   net_high          DOUBLE     companies; upper bound
--   is_partial        BOOLEAN    one of the periods ends before 31 December
--   is_like_for_like  BOOLEAN    both periods end on the same day
--   row_ids           VARCHAR[]  rows behind it
--   source_ids        VARCHAR[]  data/sources.csv
-- derived:
--   net  registered - deregistered
-- notes:
--   Both periods start on 1 January and end at most 31 days apart; where the ends differ the answer says so. A year without such a pair has no row.
SELECT
    year,
    provider,
    registered,
    registered_end,
    deregistered,
    deregistered_end,
    registered - deregistered AS net,
    registered_low - deregistered_high AS net_low,
    registered_high - deregistered_low AS net_high,
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
