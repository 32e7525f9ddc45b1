-- question: How many companies disappeared per day, counting the days really covered?
-- params:
--   scope      VARCHAR  industry definition, a value of deregistrations.scope
--   provider   VARCHAR  who counted; where it counted some years, rows that name nobody fill the others; NULL = every provider
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   year          INTEGER    calendar year
--   provider      VARCHAR    who counted; NULL = not named
--   companies     DOUBLE     companies; cancelled or revoked in the period
--   days          BIGINT     days counted
--   per_day       DOUBLE     companies per day
--   per_day_low   DOUBLE     companies per day; lower bound
--   per_day_high  DOUBLE     companies per day; upper bound
--   is_partial    BOOLEAN    the period ends before 31 December
--   period_start  DATE       1 January
--   period_end    DATE       last day counted
--   row_ids       VARCHAR[]  rows behind it
--   source_ids    VARCHAR[]  data/sources.csv
-- derived:
--   per_day  companies / days
-- notes:
--   The days of the period counted divide, not those of the year: 10,900 to 11 December 2023 is over 345 days.
WITH ranked AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY year ORDER BY provider IS NULL, period_end DESC, provider) AS place
    FROM year_counts
    WHERE
        subject = 'deregistrations'
        AND scope = $scope
        AND (
            $provider IS NULL
            OR provider = $provider
            OR (provider IS NULL AND list_contains(named_ever, $provider))
        )
        AND year >= coalesce($year_from, year)
        AND year <= coalesce($year_to, year)
)

SELECT
    year,
    provider,
    companies,
    days,
    companies / days AS per_day,
    companies_low / days AS per_day_low,
    companies_high / days AS per_day_high,
    is_partial,
    period_start,
    period_end,
    row_ids,
    source_ids
FROM ranked
WHERE place = 1
ORDER BY year
