-- question: How does each fiscal year of each company read on one line, in the currency asked for?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency    VARCHAR    reported, CNY or USD: the currency a reader asks for
--   company_id        VARCHAR    company
--   country           VARCHAR    ISO country code
--   year              INTEGER    calendar year that holds most of the fiscal year
--   fiscal_label      VARCHAR    fiscal year
--   period_start      DATE       first day of the fiscal year
--   period_end        DATE       last day of the fiscal year
--   currency          VARCHAR    currency of revenue and net_profit
--   revenue           DOUBLE     base unit of currency
--   revenue_yuan      DOUBLE     yuan at the year's average rate; as reported where no rate is known
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
--   source_ids        VARCHAR[]  their sources
-- notes:
--   Of revenues in several currencies the asked one stands, then as reported before standardised; the rest of the line is of its period and currency.
WITH revenues AS (
    SELECT *
    FROM metrics_in_currency
    WHERE metric = 'revenue' AND frequency = 'year'
    QUALIFY row_number() OVER (
        PARTITION BY asked_currency, company_id, year
        ORDER BY reported_currency <> asked_currency, is_standardised, reported_currency, period_end DESC
    ) = 1
),

lines AS (
    SELECT
        revenues.asked_currency,
        revenues.company_id,
        revenues.year,
        max(CASE WHEN items.metric = 'gross_margin' THEN items.value END) AS gross_margin,
        max(CASE WHEN items.metric = 'rd_intensity' THEN items.value END) AS rd_intensity,
        max(CASE WHEN items.metric = 'net_profit' THEN items.value END) AS net_profit,
        max(CASE WHEN items.metric = 'net_margin' THEN items.value END) AS net_margin,
        max(CASE WHEN items.metric = 'price_to_sales' THEN items.value END) AS value_to_revenue,
        bool_or(
            items.is_standardised AND items.metric IN ('gross_margin', 'rd_intensity', 'net_margin')
        ) AS is_standardised,
        flatten(list(items.row_ids)) AS row_ids,
        flatten(list(items.source_ids)) AS source_ids
    FROM revenues
    INNER JOIN metrics_in_currency AS items
        ON
            revenues.asked_currency = items.asked_currency
            AND revenues.company_id = items.company_id
            AND revenues.year = items.year
            AND revenues.period_start = items.period_start
            AND revenues.period_end = items.period_end
            AND revenues.reported_currency = coalesce(items.reported_currency, revenues.reported_currency)
    WHERE
        items.frequency = 'year'
        AND items.metric IN (
            'revenue', 'gross_margin', 'rd_intensity', 'net_profit', 'net_margin', 'price_to_sales'
        )
    GROUP BY revenues.asked_currency, revenues.company_id, revenues.year
)

SELECT
    revenues.asked_currency,
    revenues.company_id,
    revenues.country,
    revenues.year,
    revenues.fiscal_label,
    revenues.period_start,
    revenues.period_end,
    revenues.currency,
    revenues.value AS revenue,
    revenues.value / coalesce(revenues.rate, 1) * coalesce(yuan.rate, 1) AS revenue_yuan,
    revenues.growth,
    lines.gross_margin,
    lines.rd_intensity,
    lines.net_profit,
    lines.net_margin,
    market.market_cap * coalesce(shown.rate, 1) AS market_cap,
    coalesce(shown.to_currency, market.currency) AS market_currency,
    market.market_on,
    lines.value_to_revenue,
    lines.is_standardised,
    list_sort(list_distinct(flatten([
        lines.row_ids, revenues.compared_row_ids, coalesce(market.row_ids, [])
    ]))) AS row_ids,
    list_sort(list_distinct(flatten([
        lines.source_ids, revenues.compared_source_ids, coalesce(market.source_ids, []),
        coalesce(yuan.source_ids, [])
    ]))) AS source_ids
FROM revenues
INNER JOIN lines
    ON
        revenues.asked_currency = lines.asked_currency
        AND revenues.company_id = lines.company_id
        AND revenues.year = lines.year
LEFT JOIN fx AS yuan
    ON revenues.reported_currency = yuan.from_currency AND yuan.to_currency = 'CNY' AND revenues.year = yuan.year
LEFT JOIN market_values AS market
    ON revenues.company_id = market.company_id AND revenues.period_end = market.fiscal_end
LEFT JOIN fx AS shown
    ON
        market.currency = shown.from_currency
        AND nullif(revenues.asked_currency, 'reported') = shown.to_currency
        AND market.year = shown.year
