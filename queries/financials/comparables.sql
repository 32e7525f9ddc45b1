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
WITH annual AS (
    SELECT *
    FROM metrics
    WHERE
        frequency = 'year'
        AND year <= coalesce($year_to, year)
        AND (len(coalesce($companies, [])) = 0 OR list_contains($companies, company_id))
),

revenues AS (
    SELECT *
    FROM annual
    WHERE metric = 'revenue'
    QUALIFY row_number() OVER (
        PARTITION BY company_id, year ORDER BY currency <> $currency, is_standardised, currency, period_end DESC
    ) = 1
),

reporting AS (
    SELECT year, count(*) AS companies, lag(count(*)) OVER (ORDER BY year) AS companies_before
    FROM revenues
    GROUP BY year
),

newest AS (
    SELECT max(year) AS year
    FROM reporting
    WHERE companies >= 0.8 * coalesce(companies_before, 0)
),

lines AS (
    SELECT
        annual.company_id,
        max(CASE WHEN annual.metric = 'gross_margin' THEN annual.value END) AS gross_margin,
        max(CASE WHEN annual.metric = 'rd_intensity' THEN annual.value END) AS rd_intensity,
        max(CASE WHEN annual.metric = 'net_profit' THEN annual.value END) AS net_profit,
        max(CASE WHEN annual.metric = 'net_margin' THEN annual.value END) AS net_margin,
        bool_or(
            annual.is_standardised AND annual.metric IN ('gross_margin', 'rd_intensity', 'net_margin')
        ) AS is_standardised,
        flatten(list(annual.row_ids)) AS row_ids,
        flatten(list(annual.source_ids)) AS source_ids
    FROM annual
    INNER JOIN newest ON annual.year = newest.year
    INNER JOIN revenues
        ON
            annual.company_id = revenues.company_id
            AND annual.period_start = revenues.period_start
            AND annual.period_end = revenues.period_end
            AND coalesce(annual.currency, revenues.currency) = revenues.currency
    WHERE annual.metric IN ('revenue', 'gross_margin', 'rd_intensity', 'net_profit', 'net_margin')
    GROUP BY annual.company_id
)

SELECT
    revenue.company_id, companies.country,
    revenue.year, revenue.fiscal_label, revenue.period_start, revenue.period_end,
    CASE WHEN $currency = 'reported' OR shown.rate IS NULL THEN revenue.currency ELSE $currency END AS currency,
    revenue.value * coalesce(shown.rate, 1) AS revenue,
    growths.growth,
    lines.gross_margin,
    lines.rd_intensity,
    lines.net_profit * coalesce(shown.rate, 1) AS net_profit,
    lines.net_margin,
    market.market_cap * coalesce(market_shown.rate, 1) AS market_cap,
    coalesce(market_shown.to_currency, market.currency) AS market_currency,
    market.market_on,
    market.market_cap * market_yuan.rate / (revenue.value * yuan.rate) AS value_to_revenue,
    lines.is_standardised,
    list_sort(list_distinct(flatten([
        lines.row_ids, coalesce(market.row_ids, []), coalesce(growths.row_ids, [])
    ]))) AS row_ids,
    list_sort(list_distinct(flatten([
        lines.source_ids, coalesce(market.source_ids, []), coalesce(growths.source_ids, []),
        coalesce(yuan.source_ids, []), coalesce(shown.source_ids, []), coalesce(market_yuan.source_ids, [])
    ]))) AS source_ids
FROM revenues AS revenue
INNER JOIN newest ON revenue.year = newest.year
INNER JOIN companies ON revenue.company_id = companies.company_id
INNER JOIN lines ON revenue.company_id = lines.company_id
LEFT JOIN growths ON revenue.figure_id = growths.figure_id
LEFT JOIN market_values AS market ON revenue.company_id = market.company_id AND revenue.period_end = market.fiscal_end
LEFT JOIN fx AS shown
    ON revenue.currency = shown.from_currency AND $currency = shown.to_currency AND revenue.year = shown.year
LEFT JOIN fx AS yuan
    ON revenue.currency = yuan.from_currency AND yuan.to_currency = 'CNY' AND revenue.year = yuan.year
LEFT JOIN fx AS market_shown
    ON
        market.currency = market_shown.from_currency
        AND nullif($currency, 'reported') = market_shown.to_currency
        AND market.year = market_shown.year
LEFT JOIN fx AS market_yuan
    ON
        market.currency = market_yuan.from_currency
        AND market_yuan.to_currency = 'CNY'
        AND market.year = market_yuan.year
ORDER BY revenue.value * coalesce(yuan.rate, 1) DESC, revenue.company_id
