-- question: By which rate does an amount of one currency become another's in a calendar year?
-- params:
--   as_of  DATE  only rates known on this day; NULL = all
-- columns:
--   from_currency  VARCHAR    currency of the figure
--   to_currency    VARCHAR    CNY, USD, or reported (rate 1)
--   year           INTEGER    calendar year
--   rate           DOUBLE     units of to_currency per unit of from_currency, mean of the year's daily rates
--   is_partial     BOOLEAN    the rates cover a part of the year
--   source_ids     VARCHAR[]  source of the rates; empty where nothing is converted
-- notes:
--   A fiscal year is converted at the rate of the calendar year that holds most of its days. No rate = not converted.
--   As-of: rates published by that day; rates without a date only where their period had ended.
WITH rates AS (
    SELECT
        fx_rates.currency,
        CAST(year(fx_rates.period_start) AS INTEGER) AS year,
        fx_rates.cny_per_unit,
        fx_rates.period_end < make_date(year(fx_rates.period_start), 12, 31) AS is_partial,
        [fx_rates.source_id] AS source_ids
    FROM fx_rates
    INNER JOIN sources ON fx_rates.source_id = sources.source_id
    WHERE
        $as_of IS NULL
        OR sources.published_on <= $as_of
        OR (sources.published_on IS NULL AND fx_rates.period_end <= $as_of)
    UNION ALL
    SELECT 'CNY', CAST(year(period_start) AS INTEGER), 1.0, FALSE, CAST([] AS VARCHAR[])
    FROM fx_rates
    WHERE currency = 'USD'
),

itself AS (
    SELECT currency, CAST(year(period_start) AS INTEGER) AS year
    FROM fx_rates
    UNION
    SELECT 'CNY', CAST(year(period_start) AS INTEGER)
    FROM fx_rates
)

SELECT
    origin.currency AS from_currency,
    target.currency AS to_currency,
    origin.year,
    origin.cny_per_unit / target.cny_per_unit AS rate,
    origin.is_partial OR target.is_partial AS is_partial,
    list_sort(list_distinct(list_concat(origin.source_ids, target.source_ids))) AS source_ids
FROM rates AS origin
INNER JOIN rates AS target
    ON origin.year = target.year AND target.currency IN ('CNY', 'USD') AND origin.currency <> target.currency
UNION ALL
SELECT currency, currency, year, 1.0, FALSE, CAST([] AS VARCHAR[])
FROM itself
WHERE currency IN ('CNY', 'USD')
UNION ALL
SELECT currency, 'reported', year, 1.0, FALSE, CAST([] AS VARCHAR[])
FROM itself
