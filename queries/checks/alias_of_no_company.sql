-- question: Which spellings belong to a company that companies does not hold?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   message     VARCHAR  what is wrong with it
-- notes:
--   Investors have no table of their own, so a key cannot say it.
SELECT
    'aliases' AS table_name,
    row_id,
    concat('"', entity_id, '" is no company_id of companies') AS message
FROM aliases
WHERE kind = 'company' AND entity_id NOT IN (SELECT companies.company_id FROM companies)
ORDER BY row_id
