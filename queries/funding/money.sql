-- question: How much money was raised in each year by the providers' counts, and how much do the known deals add up to?
-- params:
--   scope      VARCHAR  industry definition of the providers' totals, a value of funding_totals.scope; NULL = ai_chip
--   currency   VARCHAR  CNY or USD at the year's average rate; reported counts as CNY
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   kind          VARCHAR    counted (a provider's total) or known (the sum of the deals of this census)
--   scope         VARCHAR    industry definition of a provider's total; NULL for known deals, which are those of the companies of the directory
--   year          INTEGER    calendar year
--   provider      VARCHAR    who counted; NULL = not named, or known deals
--   channel       VARCHAR    of known deals: private, public (the listing) or placed (after listing)
--   period_start  DATE       1 January
--   period_end    DATE       last day counted
--   is_partial    BOOLEAN    the total's period ends before 31 December
--   currency      VARCHAR    currency of amount
--   amount        DOUBLE     base unit of currency; NULL = no deal of the year is disclosed
--   amount_low    DOUBLE     base unit of currency; lower bound
--   amount_high   DOUBLE     base unit of currency; upper bound; NULL = open
--   range_low     DOUBLE     base unit of currency; least whole-year amount of all providers; NULL where fewer than two
--   range_high    DOUBLE     base unit of currency; greatest whole-year amount of all providers
--   is_at_least   BOOLEAN    the true sum of the known deals is higher
--   deals         DOUBLE     deals; counted by the provider, or summed
--   undisclosed   DOUBLE     deals; known but without an amount; NULL for a provider's total
--   row_ids       VARCHAR[]  rows behind it
--   source_ids    VARCHAR[]  data/sources.csv
-- derived:
--   amount  sum(deals)
--   deals  count(deals)
-- notes:
--   The two are never added and no difference is drawn: a provider counts companies this census does not know, and the census counts listings, which most providers leave out.
SELECT
    'counted' AS kind, scope, year, provider, CAST(NULL AS VARCHAR) AS channel,
    period_start, period_end, is_partial, currency,
    amount, amount_low, amount_high, range_low, range_high, FALSE AS is_at_least, deals,
    CAST(NULL AS DOUBLE) AS undisclosed, row_ids, source_ids
FROM totals_in_currency
WHERE
    asked_currency = CASE $currency WHEN 'USD' THEN 'USD' ELSE 'CNY' END
    AND currency = asked_currency
    AND geo = 'CN'
    AND scope = coalesce($scope, 'ai_chip')
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
UNION ALL
SELECT
    'known', NULL, year, NULL, channel, make_date(year, 1, 1), make_date(year, 12, 31), FALSE, asked_currency,
    amount, amount_low, amount_high, NULL, NULL, is_at_least, CAST(deals AS DOUBLE),
    CAST(undisclosed AS DOUBLE), row_ids, source_ids
FROM deals_by_year
WHERE
    asked_currency = CASE $currency WHEN 'USD' THEN 'USD' ELSE 'CNY' END
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
ORDER BY kind DESC, year, provider NULLS LAST, channel
