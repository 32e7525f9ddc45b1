-- question: What is known of each company, on one line?
-- params:
--   as_of  DATE  only what was published on or before this day; NULL = all
-- columns:
--   company_id         VARCHAR    company
--   name_zh            VARCHAR    Chinese name; NULL = none in use
--   name_en            VARCHAR    English name
--   country            VARCHAR    ISO country code
--   segment            VARCHAR    main field
--   status             VARCHAR    state of the company; unknown where no source tells it
--   hq_city            VARCHAR    city of the head office; NULL = unknown
--   ticker             VARCHAR    stock symbol; NULL = not listed or unknown
--   exchange           VARCHAR    exchange; NULL = not listed or unknown
--   founded_on         DATE       first day of what founded_precision says; NULL = unknown
--   founded_precision  VARCHAR    day, month or year
--   listed_on          DATE       first day of trading; NULL = not listed or unknown
--   listed_precision   VARCHAR    day, month or year
--   row_source_ids     VARCHAR[]  source of the row as a whole; empty where it is of a later day
--   source_ids         VARCHAR[]  that and the sources of single facts
WITH facts AS (
    SELECT
        company_id,
        max(CASE WHEN field = 'status' THEN value END) AS status,
        max(CASE WHEN field = 'hq_city' THEN value END) AS hq_city,
        max(CASE WHEN field = 'ticker' THEN value END) AS ticker,
        max(CASE WHEN field = 'exchange' THEN value END) AS exchange,
        bool_or(field = 'founded_on' AND value IS NOT NULL) AS is_founding_known,
        bool_or(field = 'listed_on' AND value IS NOT NULL) AS is_listing_known
    FROM company_facts
    GROUP BY company_id
),

told AS (
    SELECT company_id, source_id, founded_on, TRUE AS is_row
    FROM companies
    UNION ALL
    SELECT cells.company_id, cells.source_id, companies.founded_on, FALSE
    FROM company_sources AS cells
    INNER JOIN companies ON cells.company_id = companies.company_id
),

cited AS (
    SELECT
        told.company_id,
        list_sort(list(DISTINCT told.source_id) FILTER (WHERE told.is_row)) AS row_source_ids,
        list_sort(list(DISTINCT told.source_id)) AS source_ids
    FROM told
    INNER JOIN sources ON told.source_id = sources.source_id
    WHERE
        $as_of IS NULL
        OR sources.published_on <= $as_of
        OR (sources.published_on IS NULL AND told.founded_on <= $as_of)
    GROUP BY told.company_id
)

SELECT
    companies.company_id,
    companies.name_zh,
    companies.name_en,
    companies.country,
    companies.segment,
    coalesce(facts.status, 'unknown') AS status,
    facts.hq_city,
    facts.ticker,
    facts.exchange,
    CASE WHEN facts.is_founding_known THEN companies.founded_on END AS founded_on,
    CASE WHEN facts.is_founding_known THEN companies.founded_precision END AS founded_precision,
    CASE WHEN facts.is_listing_known THEN companies.listed_on END AS listed_on,
    CASE WHEN facts.is_listing_known THEN companies.listed_precision END AS listed_precision,
    coalesce(cited.row_source_ids, CAST([] AS VARCHAR[])) AS row_source_ids,
    coalesce(cited.source_ids, CAST([] AS VARCHAR[])) AS source_ids
FROM companies
INNER JOIN facts ON companies.company_id = facts.company_id
LEFT JOIN cited ON companies.company_id = cited.company_id
