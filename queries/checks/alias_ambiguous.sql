-- question: Which spellings stand for more than one company, or for more than one investor?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the spelling
--   against     VARCHAR  whom it stands for
-- notes:
--   A company's names in companies are spellings too. A company and an investor may share one.
WITH spellings AS (
    SELECT kind, entity_id, alias, row_id
    FROM aliases
    UNION ALL
    SELECT 'company', company_id, name_zh, NULL
    FROM companies
    UNION ALL
    SELECT 'company', company_id, name_en, NULL
    FROM companies
),

known AS (
    SELECT
        *,
        min(entity_id) OVER (PARTITION BY kind, alias) AS first_entity,
        max(entity_id) OVER (PARTITION BY kind, alias) AS last_entity
    FROM spellings
)

SELECT
    'aliases' AS table_name,
    row_id,
    alias AS said,
    concat(first_entity, ' / ', last_entity) AS against
FROM known
WHERE row_id IS NOT NULL AND first_entity <> last_entity
ORDER BY row_id
