-- question: How many companies were cancelled or revoked in the newest year, per day, and in the years before it?
-- params:
--   scope      VARCHAR  industry definition, a value of deregistrations.scope
--   provider   VARCHAR  who counted where several did; then counts that name nobody, then others; NULL = no preference
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   year            INTEGER    calendar year
--   is_headline     BOOLEAN    the newest year
--   provider        VARCHAR    who counted; NULL = not named
--   companies       DOUBLE     companies; cancelled or revoked
--   companies_low   DOUBLE     companies; lower bound of what was printed
--   companies_high  DOUBLE     companies; upper bound
--   days            BIGINT     days counted
--   per_day         DOUBLE     companies per day; over the days counted
--   range_low       DOUBLE     companies; least count among the sources
--   range_high      DOUBLE     companies; greatest count among the sources
--   is_disputed     BOOLEAN    sources disagree by more than rounding
--   is_partial      BOOLEAN    the period ends before 31 December
--   growth          DOUBLE     fraction; over nearly the same days of the year before, within one provider; NULL = no like count is known
--   growth_printed  DOUBLE     fraction; the same change as a source prints it
--   period_start    DATE       1 January
--   period_end      DATE       last day counted
--   row_ids         VARCHAR[]  rows behind the count and its growth
--   source_ids      VARCHAR[]  data/sources.csv
-- derived:
--   per_day  companies / days
-- notes:
--   One count a year: a whole year before a part of one, then the asked provider. Neighbouring years may be counted by different providers and are then not compared.
SELECT
    year,
    year = max(year) OVER () AS is_headline,
    provider,
    companies,
    companies_low,
    companies_high,
    days,
    companies / days AS per_day,
    range_low,
    range_high,
    is_disputed,
    is_partial,
    growth,
    growth_printed,
    period_start,
    period_end,
    row_ids,
    source_ids
FROM (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY year
            ORDER BY
                is_partial,
                CASE WHEN provider = $provider THEN 1 WHEN provider IS NULL THEN 2 ELSE 3 END,
                period_end DESC, provider
        ) AS place
    FROM year_changes
    WHERE
        subject = 'deregistrations'
        AND scope = $scope
        AND year >= coalesce($year_from, year)
        AND year <= coalesce($year_to, year)
) AS ranked
WHERE place = 1
ORDER BY year
