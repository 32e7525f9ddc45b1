-- question: Which listed companies lack their first day of trading?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   message     VARCHAR  what is wrong with it
-- notes:
--   Companies listed for long are often told without the day.
SELECT
    'companies' AS table_name,
    company_id AS row_id,
    concat('listed on ', coalesce(exchange, 'an unnamed exchange'), ', listed_on is empty') AS message
FROM companies
WHERE status = 'listed' AND listed_on IS NULL
ORDER BY company_id
