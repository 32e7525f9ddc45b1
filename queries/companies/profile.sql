-- question: What is known of a company itself, fact by fact, and who says so?
-- params:
--   id  VARCHAR  company
-- columns:
--   company_id      VARCHAR    company
--   field           VARCHAR    column of the table companies
--   value           VARCHAR    as known; days as exactly as their precision says; NULL = unknown
--   has_own_source  BOOLEAN    a source is named for this very fact; otherwise the source of the company's row stands
--   row_ids         VARCHAR[]  empty: a fact is no figure
--   source_ids      VARCHAR[]  data/sources.csv
-- notes:
--   The state last found, whatever the as-of day. Sources may tell a day less exactly than shown.
WITH facts AS (
    SELECT
        companies.company_id,
        companies.source_id,
        fields.place,
        fields.field,
        CASE fields.field
            WHEN 'name_zh' THEN companies.name_zh
            WHEN 'name_en' THEN companies.name_en
            WHEN 'segment' THEN companies.segment
            WHEN 'status' THEN companies.status
            WHEN 'status_since'
                THEN left(CAST(companies.status_since AS VARCHAR), since.length)
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
    LEFT JOIN (VALUES ('year', 4), ('month', 7), ('day', 10)) AS since (precision, length)
        ON companies.status_since_precision = since.precision
    LEFT JOIN (VALUES ('year', 4), ('month', 7), ('day', 10)) AS founded (precision, length)
        ON companies.founded_precision = founded.precision
    LEFT JOIN (VALUES ('year', 4), ('month', 7), ('day', 10)) AS listed (precision, length)
        ON companies.listed_precision = listed.precision
    WHERE companies.company_id = $id
)

SELECT
    facts.company_id,
    facts.field,
    facts.value,
    count(cells.source_id) > 0 AS has_own_source,
    CAST([] AS VARCHAR[]) AS row_ids,
    CASE
        WHEN count(cells.source_id) > 0
            THEN list_sort(list(DISTINCT cells.source_id) FILTER (WHERE cells.source_id IS NOT NULL))
        WHEN facts.value IS NULL THEN CAST([] AS VARCHAR[])
        ELSE [facts.source_id]
    END AS source_ids
FROM facts
LEFT JOIN company_sources AS cells
    ON facts.company_id = cells.company_id AND facts.field = cells.field AND starts_with(facts.value, cells.value)
GROUP BY facts.company_id, facts.place, facts.field, facts.value, facts.source_id
ORDER BY facts.place
