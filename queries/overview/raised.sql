-- question: How much was raised in the newest whole year, and in the years before it?
-- params:
--   scope      VARCHAR  industry definition, a value of funding_totals.scope
--   currency   VARCHAR  reported, CNY or USD at the year's average rate
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   year          INTEGER    calendar year
--   is_headline   BOOLEAN    the newest whole year; where no whole year is known, the newest part of one
--   provider      VARCHAR    who counted; NULL = not named
--   currency      VARCHAR    currency of amount
--   amount        DOUBLE     base unit of currency
--   amount_low    DOUBLE     base unit of currency; lower bound of what was printed
--   amount_high   DOUBLE     base unit of currency; upper bound
--   range_low     DOUBLE     base unit of currency; least whole-year amount of all providers; NULL where fewer than two
--   range_high    DOUBLE     base unit of currency; greatest whole-year amount of all providers
--   deals         DOUBLE     deals; counted by the same provider; NULL = not printed
--   before        DOUBLE     base unit of currency; the whole year before by the same provider, unconverted; NULL = not known
--   is_partial    BOOLEAN    the period ends before 31 December
--   period_start  DATE       1 January
--   period_end    DATE       last day counted
--   row_ids       VARCHAR[]  rows behind it
--   source_ids    VARCHAR[]  data/sources.csv
-- notes:
--   One amount a year: a whole year before a part of one, then the provider that counted most years. No provider is preferred for what it counts: the range spans all of them.
WITH counted AS (
    SELECT
        *,
        count(*) OVER (PARTITION BY provider) AS years,
        lag(CASE WHEN rate IS NULL THEN amount END) OVER by_provider AS amount_before,
        lag(year) OVER by_provider AS year_before,
        lag(currency) OVER by_provider AS currency_before
    FROM totals_in_currency
    WHERE
        asked_currency = coalesce($currency, 'reported')
        AND geo = 'CN'
        AND scope = $scope
        AND year >= coalesce($year_from, year)
        AND year <= coalesce($year_to, year)
    WINDOW by_provider AS (PARTITION BY provider, is_partial ORDER BY year)
)

SELECT
    year,
    year = coalesce(max(CASE WHEN NOT is_partial THEN year END) OVER (), max(year) OVER ()) AS is_headline,
    provider,
    currency,
    amount,
    amount_low,
    amount_high,
    range_low,
    range_high,
    deals,
    CASE
        WHEN NOT is_partial AND rate IS NULL AND year_before = year - 1 AND currency_before = currency
            THEN amount_before
    END AS before,
    is_partial,
    period_start,
    period_end,
    row_ids,
    source_ids
FROM (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY year ORDER BY is_partial, years DESC, period_end DESC, provider NULLS LAST
        ) AS place
    FROM counted
) AS ranked
WHERE place = 1
ORDER BY year
