-- question: How much was raised in each year by each provider's count, in the currency asked for?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency  VARCHAR    reported, CNY or USD: the currency a reader asks for
--   scope           VARCHAR    industry definition
--   geo             VARCHAR    place
--   year            INTEGER    calendar year
--   provider        VARCHAR    who counted; NULL = not named
--   period_start    DATE       1 January
--   period_end      DATE       last day counted
--   is_partial      BOOLEAN    the period ends before 31 December
--   currency        VARCHAR    currency of amount; the printed one where no rate is known
--   rate            DOUBLE     units of currency per unit of the printed one; NULL = not converted
--   amount          DOUBLE     base unit of currency
--   amount_low      DOUBLE     lower bound of what was printed
--   amount_high     DOUBLE     upper bound
--   range_low       DOUBLE     least whole-year amount of all providers, in that currency; NULL where fewer than two
--   range_high      DOUBLE     greatest whole-year amount of all providers
--   deals           DOUBLE     deals; counted by the same provider over the same days; NULL = not printed
--   row_ids         VARCHAR[]  rows behind the amount and its deals
--   source_ids      VARCHAR[]  their sources and those of the rate
-- notes:
--   Of one provider's periods from 1 January the longest stands for the year, of its currencies the one asked for.
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
        asked.currency AS asked_currency,
        totals.*,
        CASE WHEN asked.currency = 'reported' OR fx.rate IS NULL THEN totals.unit ELSE asked.currency END AS currency,
        coalesce(fx.rate, 1) AS factor,
        CASE WHEN asked.currency <> 'reported' AND totals.unit <> asked.currency THEN fx.rate END AS rate,
        coalesce(fx.source_ids, []) AS fx_source_ids
    FROM totals
    CROSS JOIN (VALUES ('reported'), ('CNY'), ('USD')) AS asked (currency)
    LEFT JOIN fx ON totals.unit = fx.from_currency AND asked.currency = fx.to_currency AND totals.year = fx.year
    WHERE totals.measure = 'amount'
    QUALIFY row_number() OVER (
        PARTITION BY asked.currency, totals.scope, totals.geo, totals.year, totals.provider
        ORDER BY totals.period_end DESC, totals.unit <> asked.currency, totals.unit
    ) = 1
),

ranges AS (
    SELECT
        asked_currency, scope, geo, year, currency,
        min(value * factor) AS range_low,
        max(value * factor) AS range_high
    FROM amounts
    WHERE NOT is_partial
    GROUP BY asked_currency, scope, geo, year, currency
    HAVING count(*) > 1
)

SELECT
    amounts.asked_currency,
    amounts.scope,
    amounts.geo,
    amounts.year,
    amounts.provider,
    amounts.period_start,
    amounts.period_end,
    amounts.is_partial,
    amounts.currency,
    amounts.rate,
    amounts.value * amounts.factor AS amount,
    amounts.value_low * amounts.factor AS amount_low,
    amounts.value_high * amounts.factor AS amount_high,
    ranges.range_low,
    ranges.range_high,
    deals.value AS deals,
    list_sort(list_distinct(list_concat(amounts.row_ids, coalesce(deals.row_ids, [])))) AS row_ids,
    list_sort(list_distinct(flatten([
        amounts.source_ids, amounts.fx_source_ids, coalesce(deals.source_ids, [])
    ]))) AS source_ids
FROM amounts
LEFT JOIN ranges
    ON
        amounts.asked_currency = ranges.asked_currency
        AND amounts.scope = ranges.scope
        AND amounts.geo = ranges.geo
        AND amounts.year = ranges.year
        AND amounts.currency = ranges.currency
LEFT JOIN totals AS deals
    ON
        deals.measure = 'deals'
        AND amounts.scope = deals.scope
        AND amounts.geo = deals.geo
        AND amounts.provider IS NOT DISTINCT FROM deals.provider
        AND amounts.period_start = deals.period_start
        AND amounts.period_end = deals.period_end
