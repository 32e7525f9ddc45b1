-- question: At which ages did companies of two groups of a loaded registry leave?
-- params:
--   scope      VARCHAR  industry definition; NULL = every company of the list
--   breadth    VARCHAR  how widely the scope is read: narrow, medium, wide
--   province   VARCHAR  GB/T 2260 short name; NULL = the whole country
--   against    VARCHAR  what a second group differs in: province:<name>, scope:<name>; NULL = the first half of the years of founding against the second
--   year_from  INTEGER  first year of founding, inclusive; NULL = first known
--   year_to    INTEGER  last year of founding, inclusive; NULL = last known
--   as_of      DATE     nothing is shown before the list's own day; NULL = today
-- columns:
--   group_no        INTEGER    1 or 2
--   group_scope     VARCHAR    industry definition; all = every company of the list
--   group_province  VARCHAR    GB/T 2260 short name; all = the whole country
--   cohort_from     INTEGER    first year of founding of the group
--   cohort_to       INTEGER    last year
--   age_months      INTEGER    months; age
--   gone            BIGINT     companies gone at this age
--   censored        BIGINT     companies still there at this age, the last one known
--   left_out        BIGINT     companies of the group left out: gone without a day, or not told whether gone
--   snapshot_on     DATE       newest day the list tells
--   is_synthetic    BOOLEAN    made-up companies, for tests
--   row_ids         VARCHAR[]  none: the list itself is not kept
--   source_ids      VARCHAR[]  the imports
-- notes:
--   Counts only: survival is worked out from them by chipcensus.analysis.survival. Companies without a day of founding have no age.
--   Companies of two scopes, or of a province and the whole country, may stand in both sides.
WITH wanted AS (
    SELECT 1 AS group_no, coalesce($scope, 'all') AS scope, coalesce($province, 'all') AS province
    UNION ALL
    SELECT
        2,
        CASE
            WHEN split_part($against, ':', 1) = 'scope' THEN split_part($against, ':', 2)
            ELSE coalesce($scope, 'all')
        END,
        CASE
            WHEN split_part($against, ':', 1) = 'province' THEN split_part($against, ':', 2)
            ELSE coalesce($province, 'all')
        END
),

chosen AS (
    SELECT wanted.group_no, lives.*
    FROM wanted
    INNER JOIN registry_lives AS lives ON wanted.scope = lives.scope AND wanted.province = lives.province
    WHERE
        lives.breadth = CASE WHEN wanted.scope = 'all' THEN 'all' ELSE $breadth END
        AND lives.cohort >= coalesce($year_from, lives.cohort)
        AND lives.cohort <= coalesce($year_to, lives.cohort)
        AND ($as_of IS NULL OR lives.snapshot_on <= $as_of)
),

middles AS (
    SELECT min(cohort) + (max(cohort) - min(cohort)) // 2 AS cohort
    FROM chosen
),

grouped AS (
    SELECT chosen.*
    FROM chosen
    CROSS JOIN middles
    WHERE $against IS NOT NULL OR (chosen.cohort > middles.cohort) = (chosen.group_no = 2)
),

sides AS (
    SELECT
        group_no,
        scope,
        breadth,
        province,
        min(cohort) AS cohort_from,
        max(cohort) AS cohort_to,
        sum(left_out) AS left_out
    FROM grouped
    GROUP BY group_no, scope, breadth, province
)

SELECT
    sides.group_no,
    sides.scope AS group_scope,
    sides.province AS group_province,
    sides.cohort_from,
    sides.cohort_to,
    grouped.age_months,
    CAST(sum(grouped.gone) AS BIGINT) AS gone,
    CAST(sum(grouped.censored) AS BIGINT) AS censored,
    CAST(sides.left_out AS BIGINT) AS left_out,
    grouped.snapshot_on,
    grouped.is_synthetic,
    CAST([] AS VARCHAR[]) AS row_ids,
    grouped.source_ids
FROM grouped
INNER JOIN sides ON grouped.group_no = sides.group_no
WHERE grouped.age_months IS NOT NULL
GROUP BY
    sides.group_no,
    sides.scope,
    sides.province,
    sides.cohort_from,
    sides.cohort_to,
    sides.left_out,
    grouped.age_months,
    grouped.snapshot_on,
    grouped.is_synthetic,
    grouped.source_ids
ORDER BY sides.group_no, grouped.age_months
