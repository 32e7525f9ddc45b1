-- question: By which rate does an amount of one currency become another's in a calendar year?
-- params:
-- columns:
--   from_currency  VARCHAR    currency of the figure
--   to_currency    VARCHAR    CNY, USD, or reported (rate 1)
--   year           INTEGER    calendar year
--   rate           DOUBLE     units of to_currency per unit of from_currency, mean of the year's daily rates
--   is_partial     BOOLEAN    the rates cover a part of the year
--   source_ids     VARCHAR[]  source of the rates; empty where nothing is converted
-- notes:
--   A fiscal year is converted at the rate of the calendar year that holds most of its days. No rate = not converted.
WITH rates AS (
    SELECT
        currency,
        CAST(year(period_start) AS INTEGER) AS year,
        cny_per_unit,
        period_end < make_date(year(period_start), 12, 31) AS is_partial,
        [source_id] AS source_ids
    FROM fx_rates
    UNION ALL
    SELECT 'CNY', CAST(year(period_start) AS INTEGER), 1.0, FALSE, CAST([] AS VARCHAR[])
    FROM fx_rates
    WHERE currency = 'USD'
)

SELECT
    origin.currency AS from_currency,
    target.currency AS to_currency,
    origin.year,
    CASE WHEN origin.currency = target.currency THEN 1.0 ELSE origin.cny_per_unit / target.cny_per_unit END AS rate,
    origin.currency <> target.currency AND (origin.is_partial OR target.is_partial) AS is_partial,
    CASE
        WHEN origin.currency = target.currency THEN CAST([] AS VARCHAR[])
        ELSE list_sort(list_distinct(list_concat(origin.source_ids, target.source_ids)))
    END AS source_ids
FROM rates AS origin
INNER JOIN rates AS target ON origin.year = target.year AND target.currency IN ('CNY', 'USD')
UNION ALL
SELECT rates.currency, 'reported', rates.year, 1.0, FALSE, CAST([] AS VARCHAR[])
FROM rates
