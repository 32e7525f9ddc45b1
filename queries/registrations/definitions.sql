-- question: How many companies registered in each year under each industry definition?
-- params:
--   provider   VARCHAR  who counted; where it counted some years, rows that name nobody fill the others; NULL = every provider
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   scope           VARCHAR    industry definition
--   definition      VARCHAR    the definition, core industry and keyword counts apart
--   provider        VARCHAR    who counted; NULL = not named
--   year            INTEGER    calendar year
--   companies       DOUBLE     companies; registered
--   companies_low   DOUBLE     companies; lower bound of what was printed
--   companies_high  DOUBLE     companies; upper bound
--   range_low       DOUBLE     companies; least count among the sources
--   range_high      DOUBLE     companies; greatest count among the sources
--   is_disputed     BOOLEAN    sources disagree by more than rounding
--   is_partial      BOOLEAN    the period ends before 31 December
--   period_start    DATE       1 January
--   period_end      DATE       last day counted
--   row_ids         VARCHAR[]  rows behind it
--   source_ids      VARCHAR[]  data/sources.csv
-- notes:
--   Definitions overlap and never add up; no provider publishes the words and lists by which it selects. Counts of artificial intelligence below 10,000 a year are of
--   the core industry, those above are found by keyword: they are two series, also where one provider prints both.
SELECT
    scope,
    concat_ws('_', scope, breadth) AS definition,
    provider,
    year,
    companies,
    companies_low,
    companies_high,
    range_low,
    range_high,
    is_disputed,
    is_partial,
    period_start,
    period_end,
    row_ids,
    source_ids
FROM definition_counts
WHERE
    (
        $provider IS NULL
        OR provider = $provider
        OR (
            provider IS NULL
            AND list_contains(named_ever, $provider)
            AND NOT coalesce(list_contains(named_that_year, $provider), FALSE)
        )
    )
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
ORDER BY definition, provider NULLS LAST, year
