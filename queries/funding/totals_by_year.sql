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
WITH totals AS (
    SELECT
        split_part(what, '|', 1) AS scope,
        split_part(what, '|', 2) AS geo,
        split_part(what, '|', 3) AS unit,
        CAST(year(period_start) AS INTEGER) AS year,
        period_end < make_date(year(period_start), 12, 31) AS is_partial,
        figures.*
    FROM figures
    WHERE
        subject = 'funding_totals'
        AND month(period_start) = 1 AND day(period_start) = 1
        AND year(period_start) = year(period_end)
),

amounts AS (
    SELECT
        totals.*,
        CASE WHEN $currency = 'reported' OR fx.rate IS NULL THEN totals.unit ELSE $currency END AS currency,
        coalesce(fx.rate, 1) AS factor,
        CASE WHEN $currency <> 'reported' AND totals.unit <> $currency THEN fx.rate END AS rate,
        coalesce(fx.source_ids, []) AS fx_source_ids,
        row_number() OVER (
            PARTITION BY totals.scope, totals.year, totals.provider
            ORDER BY totals.period_end DESC, totals.unit <> $currency, totals.unit
        ) AS place
    FROM totals
    LEFT JOIN fx ON totals.unit = fx.from_currency AND $currency = fx.to_currency AND totals.year = fx.year
    WHERE
        totals.measure = 'amount'
        AND totals.geo = 'CN'
        AND (totals.scope = $scope OR ($scope IS NULL AND totals.scope IN ('ai_chip', 'chip', 'semiconductor')))
        AND totals.year >= coalesce($year_from, totals.year)
        AND totals.year <= coalesce($year_to, totals.year)
),

ranges AS (
    SELECT scope, year, currency, min(value * factor) AS range_low, max(value * factor) AS range_high
    FROM amounts
    WHERE place = 1 AND NOT is_partial
    GROUP BY scope, year, currency
    HAVING count(*) > 1
)

SELECT
    amounts.scope,
    amounts.year,
    amounts.provider,
    amounts.period_start,
    amounts.period_end,
    amounts.is_partial,
    amounts.currency,
    amounts.value * amounts.factor AS amount,
    amounts.value_low * amounts.factor AS amount_low,
    amounts.value_high * amounts.factor AS amount_high,
    ranges.range_low,
    ranges.range_high,
    deals.value AS deals,
    amounts.rate,
    amounts.row_ids,
    list_sort(list_distinct(list_concat(amounts.source_ids, amounts.fx_source_ids))) AS source_ids
FROM amounts
LEFT JOIN ranges ON amounts.scope = ranges.scope AND amounts.year = ranges.year AND amounts.currency = ranges.currency
LEFT JOIN totals AS deals
    ON
        deals.measure = 'deals' AND deals.geo = 'CN' AND amounts.scope = deals.scope
        AND amounts.provider IS NOT DISTINCT FROM deals.provider
        AND amounts.period_start = deals.period_start AND amounts.period_end = deals.period_end
WHERE amounts.place = 1
ORDER BY amounts.scope, amounts.year, amounts.provider NULLS LAST
