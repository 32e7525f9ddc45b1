-- question: How do the chosen companies compare, in facts and in newest figures?
-- params:
--   companies  VARCHAR[]  company ids; NULL or empty = none
--   currency   VARCHAR    reported, CNY or USD at the year's average rate
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   company_id         VARCHAR    company
--   segment            VARCHAR    main field
--   status             VARCHAR    state of the company
--   city               VARCHAR    city of the head office; NULL = unknown
--   country            VARCHAR    ISO country code
--   founded_on         DATE       first day of what founded_precision says; NULL = unknown
--   founded_precision  VARCHAR    day, month or year
--   listed_on          DATE       first day of trading; NULL = not listed or unknown
--   listed_precision   VARCHAR    day, month or year
--   exchange           VARCHAR    exchange; NULL = not listed or unknown
--   ticker             VARCHAR    stock symbol; NULL = not listed or unknown
--   year               INTEGER    newest calendar year with revenue or net profit; NULL = none known
--   currency           VARCHAR    currency of revenue and net_profit
--   revenue            DOUBLE     base unit of currency; of that year
--   revenue_years      DOUBLE[]   calendar years of revenues
--   revenues           DOUBLE[]   each in the base unit of currency; every known year's revenue
--   growth             DOUBLE     fraction; of revenue over the year before; NULL = unknown or not meaningful
--   net_profit         DOUBLE     base unit of currency; of that year
--   gross_margin       DOUBLE     fraction; of revenue
--   net_margin         DOUBLE     fraction; of revenue
--   rd_intensity       DOUBLE     fraction; of revenue
--   market_cap         DOUBLE     base unit of market_currency; nearest to the year's last day, at most 183 days away
--   market_currency    VARCHAR    currency of market_cap
--   market_on          DATE       day of market_cap
--   raised             DOUBLE     base unit of raised_currency; sum of the deals disclosed
--   raised_currency    VARCHAR    currency of raised; reported counts as CNY
--   is_at_least        BOOLEAN    the true sum raised is higher
--   deals              BIGINT     deals known; NULL = none
--   is_preliminary     BOOLEAN    revenue or net profit was printed ahead of the final statement
--   is_standardised    BOOLEAN    revenue, net profit or a ratio is a database's own arrangement
--   row_ids            VARCHAR[]  rows behind the figures
--   source_ids         VARCHAR[]  data/sources.csv
-- derived:
--   raised  sum(deals)
-- notes:
--   Each company's figures are of its own newest year, which need not be the others'. A fact no source of a past day tells is unknown.
SELECT
    lines.company_id,
    lines.segment,
    lines.status,
    lines.city,
    lines.country,
    lines.founded_on,
    lines.founded_precision,
    lines.listed_on,
    lines.listed_precision,
    lines.exchange,
    lines.ticker,
    lines.year,
    lines.currency,
    lines.revenue,
    lines.revenue_years,
    lines.revenues,
    fiscal.growth,
    lines.net_profit,
    fiscal.gross_margin,
    fiscal.net_margin,
    fiscal.rd_intensity,
    fiscal.market_cap,
    fiscal.market_currency,
    fiscal.market_on,
    lines.raised,
    lines.raised_currency,
    lines.is_at_least,
    lines.deals,
    lines.is_preliminary,
    lines.is_standardised OR coalesce(fiscal.is_standardised, FALSE) AS is_standardised,
    list_sort(list_distinct(list_concat(lines.row_ids, coalesce(fiscal.row_ids, [])))) AS row_ids,
    list_sort(list_distinct(list_concat(lines.source_ids, coalesce(fiscal.source_ids, [])))) AS source_ids
FROM company_lines AS lines
LEFT JOIN fiscal_years AS fiscal
    ON
        lines.asked_currency = fiscal.asked_currency
        AND lines.company_id = fiscal.company_id
        AND lines.year = fiscal.year
WHERE
    lines.asked_currency = coalesce($currency, 'reported')
    AND list_contains(coalesce($companies, []), lines.company_id)
ORDER BY list_position($companies, lines.company_id)
