-- question: At which ages did companies of a loaded registry leave?
-- params:
--   scope      VARCHAR  industry definition; NULL = every company of the list
--   breadth    VARCHAR  how widely the scope is read: narrow, medium, wide
--   province   VARCHAR  GB/T 2260 short name; NULL = the whole country
--   year_from  INTEGER  first year of founding, inclusive; NULL = first known
--   year_to    INTEGER  last year of founding, inclusive; NULL = last known
--   as_of      DATE     nothing is shown before the list's own day; NULL = today
-- columns:
--   age_months    INTEGER    months; age
--   gone          BIGINT     companies gone at this age
--   censored      BIGINT     companies still there at this age, the last one known
--   left_out      BIGINT     companies of the group left out: gone without a day, or not told whether gone
--   snapshot_on   DATE       newest day the list tells
--   is_synthetic  BOOLEAN    made-up companies, for tests
--   row_ids       VARCHAR[]  none: the list itself is not kept
--   source_ids    VARCHAR[]  the imports
-- notes:
--   Counts only: survival is worked out from them by chipcensus.analysis.survival. Companies without a day of founding have no age.
WITH loaded AS (
    SELECT scope, breadth, snapshot_on, is_synthetic, source_ids
    FROM registry_facts
    WHERE
        scope = coalesce($scope, 'all')
        AND breadth = CASE WHEN $scope IS NULL THEN 'all' ELSE $breadth END
        AND ($as_of IS NULL OR snapshot_on <= $as_of)
),

chosen AS (
    SELECT lives.cohort, lives.age_months, lives.is_gone, lives.companies
    FROM registry_lives AS lives
    INNER JOIN loaded ON lives.scope = loaded.scope AND lives.breadth = loaded.breadth
    WHERE
        lives.province = coalesce($province, 'all')
        AND lives.cohort >= coalesce($year_from, lives.cohort)
        AND lives.cohort <= coalesce($year_to, lives.cohort)
),

apart AS (
    SELECT sum(CASE WHEN age_months IS NULL THEN companies ELSE 0 END) AS left_out
    FROM chosen
)

SELECT
    chosen.age_months,
    CAST(sum(CASE WHEN chosen.is_gone THEN chosen.companies ELSE 0 END) AS BIGINT) AS gone,
    CAST(sum(CASE WHEN NOT chosen.is_gone THEN chosen.companies ELSE 0 END) AS BIGINT) AS censored,
    CAST(apart.left_out AS BIGINT) AS left_out,
    loaded.snapshot_on,
    loaded.is_synthetic,
    CAST([] AS VARCHAR[]) AS row_ids,
    loaded.source_ids
FROM chosen
CROSS JOIN apart
CROSS JOIN loaded
WHERE chosen.age_months IS NOT NULL
GROUP BY
    apart.left_out,
    chosen.age_months,
    loaded.snapshot_on,
    loaded.is_synthetic,
    loaded.source_ids
ORDER BY chosen.age_months
