-- question: How do the companies compare in the newest year that most of them have reported?
-- params:
--   companies  VARCHAR[]  company ids; NULL or empty = all with revenue in that year
--   currency   VARCHAR    reported, CNY or USD at the year's average rate
--   year_to    INTEGER    last calendar year considered; NULL = last known
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   company_id        VARCHAR    company
--   country           VARCHAR    ISO country code
--   year              INTEGER    calendar year compared
--   fiscal_label      VARCHAR    fiscal year
--   period_start      DATE       first day of the fiscal year
--   period_end        DATE       last day of the fiscal year
--   currency          VARCHAR    currency of revenue and net_profit
--   revenue           DOUBLE     base unit of currency
--   growth            DOUBLE     fraction; of revenue over the year before
--   gross_margin      DOUBLE     fraction; of revenue
--   rd_intensity      DOUBLE     fraction; of revenue
--   net_profit        DOUBLE     base unit of currency; attributable profit, or net income overseas
--   net_margin        DOUBLE     fraction; of revenue
--   market_cap        DOUBLE     base unit of market_currency; nearest to the last day, at most 183 days away; NULL = none known
--   market_currency   VARCHAR    currency of market_cap
--   market_on         DATE       day of market_cap
--   value_to_revenue  DOUBLE     multiple; market_cap over revenue, both in CNY at the rates of their years
--   is_standardised   BOOLEAN    one of the ratios rests on a database's own arrangement
--   row_ids           VARCHAR[]  rows behind the line
--   source_ids        VARCHAR[]  data/sources.csv
-- notes:
--   The newest year is the newest with at least 80 % as many companies as the year before. Chosen companies are the sample. A market value is of its own day, the nearest to the fiscal year's end.
WITH sample AS (
    SELECT *
    FROM fiscal_years
    WHERE
        asked_currency = coalesce($currency, 'reported')
        AND year <= coalesce($year_to, year)
        AND (len(coalesce($companies, [])) = 0 OR list_contains($companies, company_id))
),

reporting AS (
    SELECT year, count(*) AS companies, lag(count(*)) OVER (ORDER BY year) AS companies_before
    FROM sample
    GROUP BY year
),

newest AS (
    SELECT max(year) AS year
    FROM reporting
    WHERE companies >= 0.8 * coalesce(companies_before, 0)
)

SELECT
    company_id,
    country,
    year,
    fiscal_label,
    period_start,
    period_end,
    currency,
    revenue,
    growth,
    gross_margin,
    rd_intensity,
    net_profit,
    net_margin,
    market_cap,
    market_currency,
    market_on,
    value_to_revenue,
    is_standardised,
    row_ids,
    source_ids
FROM sample
WHERE year = (SELECT newest.year FROM newest)
ORDER BY revenue_yuan DESC, company_id
