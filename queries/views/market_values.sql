-- question: What was each company worth nearest to the end of each fiscal year?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   company_id       VARCHAR    company
--   fiscal_end       DATE       last day of the fiscal year
--   market_on        DATE       day of the market value, at most 183 days from fiscal_end
--   year             INTEGER    calendar year of that day
--   market_cap       DOUBLE     base unit of currency
--   market_cap_low   DOUBLE     lower bound
--   market_cap_high  DOUBLE     upper bound; NULL = open
--   currency         VARCHAR    currency of market_cap
--   row_ids          VARCHAR[]  rows behind it
--   source_ids       VARCHAR[]  their sources
WITH years AS (
    SELECT DISTINCT company_id, period_end
    FROM metrics
    WHERE metric = 'revenue' AND frequency = 'year'
)

SELECT
    years.company_id,
    years.period_end AS fiscal_end,
    metrics.period_end AS market_on,
    metrics.year,
    metrics.value AS market_cap,
    metrics.value_low AS market_cap_low,
    metrics.value_high AS market_cap_high,
    metrics.currency,
    metrics.row_ids,
    metrics.source_ids
FROM years
INNER JOIN metrics ON years.company_id = metrics.company_id
WHERE metrics.metric = 'market_cap' AND abs(date_diff('day', years.period_end, metrics.period_end)) <= 183
QUALIFY row_number() OVER (
    PARTITION BY years.company_id, years.period_end
    ORDER BY abs(date_diff('day', years.period_end, metrics.period_end)), metrics.period_end, metrics.currency
) = 1
