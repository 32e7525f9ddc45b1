-- question: How many companies registered in each year, by provider, and from when to when were they counted?
-- params:
--   scope      VARCHAR  industry definition, a value of registrations.scope
--   provider   VARCHAR  who counted; where it counted some years, rows that name nobody fill the others; NULL = every provider
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   year            INTEGER    calendar year
--   provider        VARCHAR    who counted; NULL = not named
--   role            VARCHAR    chosen, fallback (no provider named), other
--   companies       DOUBLE     companies; registered
--   companies_low   DOUBLE     companies; lower bound of what was printed
--   companies_high  DOUBLE     companies; upper bound
--   range_low       DOUBLE     companies; least count among the sources
--   range_high      DOUBLE     companies; greatest count among the sources
--   is_disputed     BOOLEAN    sources disagree by more than rounding
--   is_partial      BOOLEAN    the period ends before 31 December
--   period_start    DATE       1 January
--   period_end      DATE       last day counted
--   is_late         BOOLEAN    published sooner after the last day than a count of this provider was still raised: may be raised, too
--   late_days       BIGINT     days; longest time after a last day at which a count was still raised; NULL = never
--   row_ids         VARCHAR[]  rows behind it
--   source_ids      VARCHAR[]  data/sources.csv
-- notes:
--   Where no whole year is known the longest period from 1 January stands for it, marked partial. A year is never compared with a part of a year.
SELECT
    year,
    provider,
    CASE
        WHEN $provider IS NULL OR provider = $provider THEN 'chosen'
        WHEN
            provider IS NULL
            AND list_contains(named_ever, $provider)
            AND NOT coalesce(list_contains(named_that_year, $provider), FALSE)
            THEN 'fallback'
        ELSE 'other'
    END AS role,
    companies,
    companies_low,
    companies_high,
    range_low,
    range_high,
    is_disputed,
    is_partial,
    period_start,
    period_end,
    is_late,
    late_days,
    row_ids,
    source_ids
FROM year_counts
WHERE
    subject = 'registrations'
    AND scope = $scope
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
ORDER BY year, role, provider
