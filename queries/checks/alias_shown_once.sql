-- question: Which investors have two spellings to show in one language?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   message     VARCHAR  what is wrong with it
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
    concat('is_name is true for "', alias, '", ', kind, ' ', entity_id, ' has its name in ', language) AS message
FROM shown
WHERE spellings > 1 OR kind = 'company'
ORDER BY row_id
