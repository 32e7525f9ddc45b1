-- question: What is known of each company itself, fact by fact, and who says so?
-- params:
--   as_of  DATE  only what was published on or before this day; NULL = all
-- columns:
--   company_id      VARCHAR    company
--   place           INTEGER    order in which the facts are told
--   field           VARCHAR    column of the table companies
--   value           VARCHAR    as known; days as exactly as their precision says; NULL = unknown
--   has_own_source  BOOLEAN    a source is named for this very fact; otherwise the source of the company's row stands
--   source_ids      VARCHAR[]  data/sources.csv; empty where nothing is known
-- notes:
--   A source without a date counts where what it tells had begun by the day, else where the company had been founded. Names, country and segment are the directory's own order and told on every day.
WITH facts AS (
    SELECT
        companies.company_id,
        companies.source_id,
        companies.founded_on,
        CASE
            WHEN fields.field = 'founded_on' THEN companies.founded_on
            WHEN fields.field IN ('status', 'status_since') THEN coalesce(companies.status_since, companies.listed_on)
            WHEN fields.field IN ('listed_on', 'exchange', 'ticker') THEN companies.listed_on
        END AS began_on,
        fields.place,
        fields.field,
        CASE fields.field
            WHEN 'name_zh' THEN companies.name_zh
            WHEN 'name_en' THEN companies.name_en
            WHEN 'segment' THEN companies.segment
            WHEN 'status' THEN companies.status
            WHEN 'status_since'
                THEN left(CAST(companies.status_since AS VARCHAR), states.length)
            WHEN 'founded_on'
                THEN left(CAST(companies.founded_on AS VARCHAR), founded.length)
            WHEN 'hq_city' THEN companies.hq_city
            WHEN 'country' THEN companies.country
            WHEN 'exchange' THEN companies.exchange
            WHEN 'ticker' THEN companies.ticker
            WHEN 'listed_on'
                THEN left(CAST(companies.listed_on AS VARCHAR), listed.length)
            WHEN 'parent' THEN companies.parent
            WHEN 'website' THEN companies.website
        END AS value
    FROM companies
    CROSS JOIN (
        VALUES
        (1, 'name_zh'), (2, 'name_en'), (3, 'segment'), (4, 'status'), (5, 'status_since'), (6, 'founded_on'),
        (7, 'hq_city'), (8, 'country'), (9, 'exchange'), (10, 'ticker'), (11, 'listed_on'), (12, 'parent'),
        (13, 'website')
    ) AS fields (place, field)
    LEFT JOIN (VALUES ('year', 4), ('month', 7), ('day', 10)) AS states (precision, length)
        ON companies.status_since_precision = states.precision
    LEFT JOIN (VALUES ('year', 4), ('month', 7), ('day', 10)) AS founded (precision, length)
        ON companies.founded_precision = founded.precision
    LEFT JOIN (VALUES ('year', 4), ('month', 7), ('day', 10)) AS listed (precision, length)
        ON companies.listed_precision = listed.precision
),

tellings AS (
    SELECT facts.company_id, facts.place, cells.source_id, TRUE AS is_own
    FROM facts
    INNER JOIN company_sources AS cells
        ON
            facts.company_id = cells.company_id AND facts.field = cells.field
            AND starts_with(facts.value, cells.value)
    UNION ALL
    SELECT company_id, place, source_id, FALSE
    FROM facts
    WHERE value IS NOT NULL
),

known AS (
    SELECT
        facts.company_id, facts.place, tellings.is_own,
        list_sort(list(DISTINCT tellings.source_id) FILTER (
            WHERE
            $as_of IS NULL
            OR sources.published_on <= $as_of
            OR (sources.published_on IS NULL AND coalesce(facts.began_on, facts.founded_on) <= $as_of)
        )) AS source_ids
    FROM facts
    INNER JOIN tellings ON facts.company_id = tellings.company_id AND facts.place = tellings.place
    INNER JOIN sources ON tellings.source_id = sources.source_id
    GROUP BY facts.company_id, facts.place, tellings.is_own
    QUALIFY row_number() OVER (PARTITION BY facts.company_id, facts.place ORDER BY tellings.is_own DESC) = 1
)

SELECT
    facts.company_id,
    facts.place,
    facts.field,
    CASE
        WHEN len(known.source_ids) > 0 OR facts.field IN ('name_zh', 'name_en', 'segment', 'country') THEN facts.value
    END AS value,
    coalesce(known.is_own AND len(known.source_ids) > 0, FALSE) AS has_own_source,
    coalesce(known.source_ids, CAST([] AS VARCHAR[])) AS source_ids
FROM facts
LEFT JOIN known ON facts.company_id = known.company_id AND facts.place = known.place
