-- question: How many times its revenue of a fiscal year was each company worth nearest to the end of it?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   figure_id        VARCHAR    NULL: a ratio of two figures
--   company_id       VARCHAR    company
--   metric           VARCHAR    price_to_sales
--   currency         VARCHAR    NULL: a ratio
--   frequency        VARCHAR    year
--   year             INTEGER    calendar year that holds most of the fiscal year
--   fiscal_label     VARCHAR    fiscal year
--   period_start     DATE       first day of the fiscal year
--   period_end       DATE       last day of the fiscal year
--   value            DOUBLE     multiple; market value over revenue, both in yuan at the rates of their years
--   value_low        DOUBLE     lower bound
--   value_high       DOUBLE     upper bound; NULL = open
--   range_low        DOUBLE     NULL: a ratio has no sources of its own
--   range_high       DOUBLE     NULL
--   is_disputed      BOOLEAN    sources of the revenue disagree by more than rounding
--   is_preliminary   BOOLEAN    revenue printed ahead of the final statement
--   is_standardised  BOOLEAN    revenue as a database arranges it
--   is_derived       BOOLEAN    revenue by subtraction of cumulative periods
--   row_ids          VARCHAR[]  rows behind both
--   source_ids       VARCHAR[]  their sources and those of the rates
-- notes:
--   Of revenues in several currencies the market value's own stands. A market value is at most 183 days from the end of the year; no rate = no ratio.
SELECT
    CAST(NULL AS VARCHAR) AS figure_id,
    revenue.company_id,
    'price_to_sales' AS metric,
    CAST(NULL AS VARCHAR) AS currency,
    revenue.frequency,
    revenue.year,
    revenue.fiscal_label,
    revenue.period_start,
    revenue.period_end,
    market.market_cap * market_yuan.rate / (revenue.value * yuan.rate) AS value,
    market.market_cap_low * market_yuan.rate / (revenue.value_high * yuan.rate) AS value_low,
    market.market_cap_high * market_yuan.rate / (revenue.value_low * yuan.rate) AS value_high,
    CAST(NULL AS DOUBLE) AS range_low,
    CAST(NULL AS DOUBLE) AS range_high,
    revenue.is_disputed,
    revenue.is_preliminary,
    revenue.is_standardised,
    revenue.is_derived,
    list_sort(list_distinct(list_concat(revenue.row_ids, market.row_ids))) AS row_ids,
    list_sort(list_distinct(flatten([
        revenue.source_ids, market.source_ids, yuan.source_ids, market_yuan.source_ids
    ]))) AS source_ids
FROM metrics AS revenue
INNER JOIN market_values AS market
    ON revenue.company_id = market.company_id AND revenue.period_end = market.fiscal_end
INNER JOIN fx AS yuan
    ON revenue.currency = yuan.from_currency AND yuan.to_currency = 'CNY' AND revenue.year = yuan.year
INNER JOIN fx AS market_yuan
    ON
        market.currency = market_yuan.from_currency
        AND market_yuan.to_currency = 'CNY'
        AND market.year = market_yuan.year
WHERE revenue.metric = 'revenue' AND revenue.frequency = 'year' AND revenue.value_low > 0
QUALIFY row_number() OVER (
    PARTITION BY revenue.company_id, revenue.period_start, revenue.period_end
    ORDER BY revenue.currency <> market.currency, revenue.is_standardised, revenue.currency
) = 1
