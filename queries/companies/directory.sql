-- question: Which companies are in the directory, and what is known of each at a glance?
-- params:
--   search        VARCHAR  part of a Chinese or English name, a ticker or an id; NULL = any
--   segment       VARCHAR  main field; NULL = any
--   status        VARCHAR  state of the company; NULL = any
--   city          VARCHAR  city of the head office; NULL = any
--   founded_from  INTEGER  first year of founding, inclusive; NULL = any, the unknown included
--   founded_to    INTEGER  last year of founding, inclusive; NULL = any, the unknown included
--   currency      VARCHAR  reported, CNY or USD at the year's average rate
--   as_of         DATE     only figures published on or before this day; NULL = all
-- columns:
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
--   revenues           DOUBLE[]   each in the base unit of currency; every known year's revenue
--   raised             DOUBLE     base unit of raised_currency; sum of the deals disclosed
--   raised_currency    VARCHAR    currency of raised; reported counts as CNY
--   is_at_least        BOOLEAN    the true sum raised is higher
--   deals              BIGINT     deals known; NULL = none
--   row_ids            VARCHAR[]  rows behind the figures
--   source_ids         VARCHAR[]  data/sources.csv
-- derived:
--   raised  sum(deals)
-- notes:
--   On a past day only companies of which a source of that time tells; a fact no such source tells is unknown. Each company's figures are of its own newest year.
SELECT
    company_id,
    name_zh,
    name_en,
    ticker,
    exchange,
    segment,
    status,
    city,
    country,
    founded_on,
    founded_precision,
    listed_on,
    listed_precision,
    year,
    currency,
    revenue,
    net_profit,
    is_preliminary,
    is_standardised,
    revenue_years,
    revenues,
    raised,
    raised_currency,
    is_at_least,
    deals,
    row_ids,
    source_ids
FROM company_lines
WHERE
    asked_currency = coalesce($currency, 'reported')
    AND contains(lower(concat_ws(' ', name_zh, name_en, ticker, company_id)), lower(coalesce($search, '')))
    AND segment = coalesce($segment, segment)
    AND status = coalesce($status, status)
    AND coalesce(city, '') = coalesce($city, city, '')
    AND ($founded_from IS NULL OR year(founded_on) >= $founded_from)
    AND ($founded_to IS NULL OR year(founded_on) <= $founded_to)
ORDER BY country <> 'CN', revenue DESC NULLS LAST, raised DESC NULLS LAST, company_id
