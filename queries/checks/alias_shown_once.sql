-- question: Which investors have two spellings to show in one language?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the spelling
--   against     VARCHAR  whose it is, and in which language
-- notes:
--   A company is shown as companies names it, so its spellings are never the ones to show.
WITH shown AS (
    SELECT *, count(*) OVER (PARTITION BY kind, entity_id, language) AS spellings
    FROM aliases
    WHERE is_name
)

SELECT
    'aliases' AS table_name,
    row_id,
    alias AS said,
    concat(entity_id, ' (', language, ')') AS against
FROM shown
WHERE spellings > 1 OR kind = 'company'
ORDER BY row_id
