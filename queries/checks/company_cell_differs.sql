-- question: Which cells of the directory does the source named for them tell otherwise?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the cell
--   against     VARCHAR  the value of the source
-- notes:
--   A day agrees as far as the source tells it: 2019 with 2019-09-12.
WITH cells AS (
    SELECT company_id, 'founded_on' AS field, CAST(founded_on AS VARCHAR) AS cell FROM companies
    UNION ALL
    SELECT company_id, 'listed_on', CAST(listed_on AS VARCHAR) FROM companies
    UNION ALL
    SELECT company_id, 'status_since', CAST(status_since AS VARCHAR) FROM companies
    UNION ALL
    SELECT company_id, 'name_zh', name_zh FROM companies
    UNION ALL
    SELECT company_id, 'name_en', name_en FROM companies
    UNION ALL
    SELECT company_id, 'hq_city', hq_city FROM companies
    UNION ALL
    SELECT company_id, 'country', country FROM companies
    UNION ALL
    SELECT company_id, 'segment', segment FROM companies
    UNION ALL
    SELECT company_id, 'status', status FROM companies
    UNION ALL
    SELECT company_id, 'ticker', ticker FROM companies
    UNION ALL
    SELECT company_id, 'exchange', exchange FROM companies
    UNION ALL
    SELECT company_id, 'parent', parent FROM companies
    UNION ALL
    SELECT company_id, 'website', website FROM companies
)

SELECT
    'companies' AS table_name,
    company_sources.company_id AS row_id,
    concat(company_sources.field, ' = ', coalesce(cells.cell, '')) AS said,
    company_sources.value AS against
FROM company_sources
INNER JOIN cells ON company_sources.company_id = cells.company_id AND company_sources.field = cells.field
WHERE cells.cell IS NULL OR NOT starts_with(cells.cell, company_sources.value)
ORDER BY company_sources.company_id, company_sources.field, company_sources.value
