-- question: How many companies registered from January to the same month of each year, where several years were counted so?
-- params:
--   scope     VARCHAR  industry definition, a value of registrations.scope
--   provider  VARCHAR  who counted; NULL = every provider, also where none is named
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to   INTEGER  last calendar year, inclusive; NULL = last known
--   as_of     DATE     only figures published on or before this day; NULL = all
-- columns:
--   through_month  INTEGER    the period runs from 1 January to the end of this month
--   year           INTEGER    calendar year
--   provider       VARCHAR    who counted; NULL = not named
--   companies      DOUBLE     companies; registered in the period
--   range_low      DOUBLE     companies; least count among the sources
--   range_high     DOUBLE     companies; greatest count among the sources
--   is_disputed    BOOLEAN    sources disagree by more than rounding
--   growth         DOUBLE     fraction; change over the same period of the year before, within one source where one prints both
--   growth_printed  DOUBLE    fraction, as a source prints it
--   is_same_source  BOOLEAN   one source prints both figures of the growth; NULL = no growth
--   period_start   DATE       1 January
--   period_end     DATE       last day counted
--   row_ids        VARCHAR[]  rows behind it
--   source_ids     VARCHAR[]  data/sources.csv
-- notes:
--   Like for like: only periods that end on the same day of the year are set side by side, and only those counted by one provider in at least two years. Whole years stand in by_year.
SELECT
    through_month,
    year,
    provider,
    companies,
    range_low,
    range_high,
    is_disputed,
    growth,
    growth_printed,
    is_same_source,
    period_start,
    period_end,
    row_ids,
    source_ids
FROM months_to_date
WHERE
    scope = $scope
    AND ($provider IS NULL OR provider = $provider)
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
QUALIFY count(*) OVER (PARTITION BY provider, through_month) > 1
ORDER BY through_month, provider, year
