-- question: Which companies raised money before they were founded?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the founding
--   against     VARCHAR  the first deal
-- notes:
--   A unit of a group may raise money before it becomes a company of its own.
WITH openings AS (
    SELECT company_id, min(announced_on) AS first_deal
    FROM funding_rounds
    WHERE announced_on IS NOT NULL
    GROUP BY company_id
)

SELECT
    'companies' AS table_name,
    companies.company_id AS row_id,
    CAST(companies.founded_on AS VARCHAR) AS said,
    CAST(openings.first_deal AS VARCHAR) AS against
FROM companies
INNER JOIN openings ON companies.company_id = openings.company_id
WHERE companies.founded_on > openings.first_deal
ORDER BY companies.company_id
