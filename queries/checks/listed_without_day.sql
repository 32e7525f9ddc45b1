-- question: Which listed companies lack their first day of trading?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the company
--   against     VARCHAR  its exchange
-- notes:
--   Companies listed for long are often told without the day.
SELECT
    'companies' AS table_name,
    company_id AS row_id,
    name_en AS said,
    coalesce(exchange, '–') AS against
FROM companies
WHERE status = 'listed' AND listed_on IS NULL
ORDER BY company_id
