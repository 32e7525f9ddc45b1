-- question: Which spellings belong to a company that companies does not hold?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the company named
--   against     VARCHAR  the spelling
-- notes:
--   Investors have no table of their own, so a key cannot say it.
SELECT
    'aliases' AS table_name,
    row_id,
    entity_id AS said,
    alias AS against
FROM aliases
WHERE kind = 'company' AND entity_id NOT IN (SELECT companies.company_id FROM companies)
ORDER BY row_id
