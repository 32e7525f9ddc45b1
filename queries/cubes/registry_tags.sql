-- question: Which scopes and breadths do a registry's tags mean?
-- params:
-- columns:
--   tags     VARCHAR  as in registry_companies
--   scope    VARCHAR  industry definition; all = every company of the list
--   breadth  VARCHAR  narrow, medium, wide; of the scope all: all
-- notes:
--   A wider reading of a scope contains the narrower ones.
WITH listed AS (
    SELECT DISTINCT tags
    FROM registry_companies
),

marks AS (
    SELECT tags, unnest(string_split(tags, ',')) AS mark
    FROM listed
),

breadths AS (
    SELECT 'narrow' AS told, 'narrow' AS breadth
    UNION ALL
    SELECT 'narrow', 'medium'
    UNION ALL
    SELECT 'narrow', 'wide'
    UNION ALL
    SELECT 'medium', 'medium'
    UNION ALL
    SELECT 'medium', 'wide'
    UNION ALL
    SELECT 'wide', 'wide'
)

SELECT DISTINCT
    marks.tags,
    split_part(marks.mark, '/', 1) AS scope,
    breadths.breadth
FROM marks
INNER JOIN breadths ON split_part(marks.mark, '/', 2) = breadths.told
UNION ALL
SELECT tags, 'all', 'all'
FROM listed
