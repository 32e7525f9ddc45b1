-- question: How did the count of one year change with each later publication?
-- params:
--   scope      VARCHAR  industry definition, a value of registrations.scope
--   provider   VARCHAR  who counted; where it counted some years, rows that name nobody fill the others; NULL = every provider
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   year            INTEGER    calendar year counted
--   provider        VARCHAR    who counted; NULL = not named
--   published_on    DATE       day of the publication; NULL = the page bears no date
--   companies       DOUBLE     companies; registered in the period, as printed
--   companies_low   DOUBLE     companies; lower bound of what was printed
--   companies_high  DOUBLE     companies; upper bound
--   is_change       BOOLEAN    differs by more than rounding from the dated print of the same period before it
--   is_partial      BOOLEAN    the period ends before 31 December
--   period_start    DATE       1 January
--   period_end      DATE       last day counted
--   row_ids         VARCHAR[]  rows behind it
--   source_ids      VARCHAR[]  data/sources.csv
-- notes:
--   Only years of which one provider's counts were published on at least two days. A change is taken within one period of one provider; a longer period is no change.
--   Misprints are left out, pages without a date are listed last and compared with nothing.
SELECT
    year,
    provider,
    published_on,
    companies,
    companies_low,
    companies_high,
    coalesce(is_change, FALSE) AS is_change,
    NOT is_year AS is_partial,
    period_start,
    period_end,
    row_ids,
    source_ids
FROM count_prints
WHERE
    subject = 'registrations'
    AND scope = $scope
    AND is_republished
    AND (
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
ORDER BY year, provider NULLS LAST, published_on NULLS LAST, period_end, companies
