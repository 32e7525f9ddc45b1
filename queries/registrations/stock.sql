-- question: How many companies existed on each day on which somebody counted them?
-- params:
--   scope      VARCHAR  industry definition, a value of company_stock.scope
--   provider   VARCHAR  who counted; NULL = every provider alike
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   provider        VARCHAR    who counted; NULL = not named
--   role            VARCHAR    chosen, other
--   counted_on      DATE       day of the count; NULL = not stated
--   companies       DOUBLE     companies; existing on that day
--   companies_low   DOUBLE     companies; lower bound of what was printed
--   companies_high  DOUBLE     companies; upper bound
--   is_at_least     BOOLEAN    printed as a lower bound
--   range_low       DOUBLE     companies; least count among the sources
--   range_high      DOUBLE     companies; greatest count among the sources
--   is_disputed     BOOLEAN    sources disagree by more than rounding
--   row_ids         VARCHAR[]  rows behind it
--   source_ids      VARCHAR[]  data/sources.csv
-- notes:
--   The whole country without a further limit; design companies are all counted under the topic of that name. Two providers draw the line
--   differently: their counts are never joined, and rows that name nobody are not joined either. Counts without a day come last.
SELECT
    provider,
    CASE WHEN $provider IS NULL OR provider = $provider THEN 'chosen' ELSE 'other' END AS role,
    period_end AS counted_on,
    companies,
    companies_low,
    companies_high,
    companies_low = companies AS is_at_least,
    range_low,
    range_high,
    is_disputed,
    row_ids,
    source_ids
FROM counts
WHERE
    subject = 'company_stock'
    AND scope = $scope
    AND geo_level = 'country'
    AND (dimension IS NULL OR dimension = 'topic|ic_design')
    AND coalesce(year(period_end), $year_from, 0) >= coalesce($year_from, 0)
    AND coalesce(year(period_end), $year_to, 9999) <= coalesce($year_to, 9999)
ORDER BY role, provider NULLS LAST, counted_on NULLS LAST, companies
