-- question: Which sources does no row rest on?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the title of the page
--   against     VARCHAR  its address
-- notes:
--   A source may wait for its rows, but it should not stay alone.
WITH cited AS (
    SELECT source_id FROM companies
    UNION ALL
    SELECT source_id FROM company_sources
    UNION ALL
    SELECT source_id FROM aliases
    UNION ALL
    SELECT source_id FROM registrations
    UNION ALL
    SELECT source_id FROM deregistrations
    UNION ALL
    SELECT source_id FROM company_stock
    UNION ALL
    SELECT source_id FROM financials
    UNION ALL
    SELECT source_id FROM guidance
    UNION ALL
    SELECT source_id FROM funding_rounds
    UNION ALL
    SELECT source_id FROM funding_totals
    UNION ALL
    SELECT source_id FROM market
    UNION ALL
    SELECT source_id FROM fx_rates
    UNION ALL
    SELECT source_id FROM events
    UNION ALL
    SELECT source_id FROM claims
)

SELECT
    'sources' AS table_name,
    sources.source_id AS row_id,
    sources.title AS said,
    sources.url AS against
FROM sources
LEFT JOIN cited ON sources.source_id = cited.source_id
WHERE cited.source_id IS NULL AND sources.url IS NOT NULL
ORDER BY sources.source_id
