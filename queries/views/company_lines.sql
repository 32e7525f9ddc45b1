-- question: How does each company of the directory read on one line, in the currency asked for?
-- params:
--   as_of  DATE  only figures published on or before this day; NULL = all
-- columns:
--   asked_currency     VARCHAR    reported, CNY or USD: the currency a reader asks for
--   company_id         VARCHAR    company
--   name_zh            VARCHAR    Chinese name; NULL = none in use
--   name_en            VARCHAR    English name
--   ticker             VARCHAR    stock symbol; NULL = not listed or unknown
--   exchange           VARCHAR    exchange; NULL = not listed or unknown
--   segment            VARCHAR    main field
--   status             VARCHAR    state of the company
--   city               VARCHAR    city of the head office; NULL = unknown
--   country            VARCHAR    ISO country code
--   founded_on         DATE       first day of what founded_precision says; NULL = unknown
--   founded_precision  VARCHAR    day, month or year
--   listed_on          DATE       first day of trading; NULL = not listed or unknown
--   listed_precision   VARCHAR    day, month or year
--   year               INTEGER    newest calendar year with revenue or net profit; NULL = none known
--   currency           VARCHAR    currency of revenue and net_profit
--   revenue            DOUBLE     base unit of currency; of that year
--   net_profit         DOUBLE     base unit of currency; of that year
--   is_preliminary     BOOLEAN    one of the two was printed ahead of the final statement
--   is_standardised    BOOLEAN    one of the two is a database's own arrangement
--   revenue_years      DOUBLE[]   calendar years of revenues
--   revenues           DOUBLE[]   each in the base unit of currency; every known year's revenue in that currency, on the newest one's basis
--   raised             DOUBLE     base unit of raised_currency; NULL = no amount is disclosed
--   raised_currency    VARCHAR    currency of raised; reported counts as CNY
--   is_at_least        BOOLEAN    the true sum raised is higher
--   deals              BIGINT     deals known; NULL = none
--   row_ids            VARCHAR[]  rows behind the figures
--   source_ids         VARCHAR[]  their sources and those of the facts
-- notes:
--   On a past day only companies of which a source of that time tells; a fact no such source tells is unknown. Names and segment are the directory's own order.
WITH newest AS (
    SELECT *
    FROM company_years
    QUALIFY row_number() OVER (PARTITION BY asked_currency, company_id ORDER BY year DESC, metric DESC) = 1
),

results AS (
    SELECT
        newest.asked_currency, newest.company_id, newest.year, newest.currency,
        max(CASE WHEN years.metric = 'revenue' AND years.year = newest.year THEN years.value END) AS revenue,
        max(CASE WHEN years.metric = 'net_profit' AND years.year = newest.year THEN years.value END) AS net_profit,
        bool_or(years.is_preliminary AND years.year = newest.year) AS is_preliminary,
        bool_or(years.is_standardised AND years.year = newest.year) AS is_standardised,
        list_sort(list(DISTINCT [CAST(years.year AS DOUBLE), years.value]) FILTER (
            WHERE years.metric = 'revenue' AND years.is_standardised = newest.is_standardised
        )) AS points,
        list_distinct(flatten(list(years.row_ids))) AS row_ids,
        list_distinct(flatten(list(years.source_ids))) AS source_ids
    FROM newest
    INNER JOIN company_years AS years
        ON
            newest.asked_currency = years.asked_currency
            AND newest.company_id = years.company_id
            AND newest.currency = years.currency
    GROUP BY newest.asked_currency, newest.company_id, newest.year, newest.currency
),

trends AS (
    SELECT
        asked_currency, company_id,
        list_transform(points, LAMBDA point: point[1]) AS years,
        list_transform(points, LAMBDA point: point[2]) AS revenues
    FROM results
),

lines AS (
    SELECT directory.*, asked.currency AS asked_currency
    FROM directory
    CROSS JOIN (VALUES ('reported'), ('CNY'), ('USD')) AS asked (currency)
)

SELECT
    lines.asked_currency,
    lines.company_id, lines.name_zh, lines.name_en, lines.ticker, lines.exchange,
    lines.segment, lines.status, lines.hq_city AS city, lines.country,
    lines.founded_on, lines.founded_precision, lines.listed_on, lines.listed_precision,
    results.year, results.currency, results.revenue, results.net_profit,
    coalesce(results.is_preliminary, FALSE) AS is_preliminary,
    coalesce(results.is_standardised, FALSE) AS is_standardised,
    coalesce(trends.years, []) AS revenue_years,
    coalesce(trends.revenues, []) AS revenues,
    money.raised,
    money.asked_currency AS raised_currency,
    coalesce(money.is_at_least, FALSE) AS is_at_least,
    money.deals,
    list_sort(list_distinct(flatten([coalesce(results.row_ids, []), coalesce(money.row_ids, [])]))) AS row_ids,
    list_sort(list_distinct(flatten([
        lines.source_ids, coalesce(results.source_ids, []), coalesce(money.source_ids, [])
    ]))) AS source_ids
FROM lines
LEFT JOIN results ON lines.company_id = results.company_id AND lines.asked_currency = results.asked_currency
LEFT JOIN trends ON lines.company_id = trends.company_id AND lines.asked_currency = trends.asked_currency
LEFT JOIN money_raised AS money
    ON
        lines.company_id = money.company_id
        AND CASE lines.asked_currency WHEN 'USD' THEN 'USD' ELSE 'CNY' END = money.asked_currency
WHERE len(lines.source_ids) > 0 OR results.company_id IS NOT NULL OR money.company_id IS NOT NULL
