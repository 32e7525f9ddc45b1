-- question: How much money did companies raise in each year, by provider?
-- params:
--   scope      VARCHAR  industry definition, a value of funding_totals.scope; NULL = ai_chip, chip and semiconductor side by side
--   currency   VARCHAR  reported, CNY or USD at the year's average rate
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   scope         VARCHAR    industry definition
--   year          INTEGER    calendar year
--   provider      VARCHAR    who counted; NULL = not named
--   period_start  DATE       1 January
--   period_end    DATE       last day counted
--   is_partial    BOOLEAN    the period ends before 31 December
--   currency      VARCHAR    currency of amount
--   amount        DOUBLE     base unit of currency
--   amount_low    DOUBLE     base unit of currency; lower bound of what was printed
--   amount_high   DOUBLE     base unit of currency; upper bound
--   range_low     DOUBLE     base unit of currency; least whole-year amount of all providers, in that currency; NULL where fewer than two
--   range_high    DOUBLE     base unit of currency; greatest whole-year amount of all providers
--   deals         DOUBLE     deals; counted by the same provider; NULL = not printed
--   rate          DOUBLE     units of currency per unit of the reported one; NULL = not converted
--   row_ids       VARCHAR[]  rows behind it
--   source_ids    VARCHAR[]  data/sources.csv
-- notes:
--   Providers define the industry and what counts as raised differently; the range is over them, none is preferred. Of one provider's periods from 1 January the longest stands for the year.
SELECT
    scope,
    year,
    provider,
    period_start,
    period_end,
    is_partial,
    currency,
    amount,
    amount_low,
    amount_high,
    range_low,
    range_high,
    deals,
    rate,
    row_ids,
    source_ids
FROM totals_in_currency
WHERE
    asked_currency = coalesce($currency, 'reported')
    AND geo = 'CN'
    AND (scope = $scope OR ($scope IS NULL AND scope IN ('ai_chip', 'chip', 'semiconductor')))
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
ORDER BY scope, year, provider NULLS LAST
