-- question: At which ages did companies of a loaded registry leave, by years of founding?
-- params:
--   scope      VARCHAR  industry definition; NULL = every company of the list
--   breadth    VARCHAR  how widely the scope is read: narrow, medium, wide
--   province   VARCHAR  GB/T 2260 short name; NULL = the whole country
--   year_from  INTEGER  first year of founding, inclusive; NULL = first known
--   year_to    INTEGER  last year of founding, inclusive; NULL = last known
--   as_of      DATE     nothing is shown before the list's own day; NULL = today
-- columns:
--   cohort_from   INTEGER    first year of founding of the group
--   cohort_to     INTEGER    last year
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
--   A group is one year of founding; five where these are more than six years, ten where they are more than thirty.
WITH chosen AS (
    SELECT cohort, age_months, gone, censored, left_out, snapshot_on, is_synthetic, source_ids
    FROM registry_lives
    WHERE
        scope = coalesce($scope, 'all')
        AND breadth = CASE WHEN $scope IS NULL THEN 'all' ELSE $breadth END
        AND province = coalesce($province, 'all')
        AND cohort >= coalesce($year_from, cohort)
        AND cohort <= coalesce($year_to, cohort)
        AND ($as_of IS NULL OR snapshot_on <= $as_of)
),

widths AS (
    SELECT
        CASE
            WHEN max(cohort) - min(cohort) < 6 THEN 1
            WHEN max(cohort) - min(cohort) < 30 THEN 5
            ELSE 10
        END AS years
    FROM chosen
),

placed AS (
    SELECT
        chosen.*,
        chosen.cohort - chosen.cohort % widths.years AS cohort_group
    FROM chosen
    CROSS JOIN widths
),

sides AS (
    SELECT
        cohort_group,
        min(cohort) AS cohort_from,
        max(cohort) AS cohort_to,
        sum(left_out) AS left_out
    FROM placed
    GROUP BY cohort_group
)

SELECT
    sides.cohort_from,
    sides.cohort_to,
    placed.age_months,
    CAST(sum(placed.gone) AS BIGINT) AS gone,
    CAST(sum(placed.censored) AS BIGINT) AS censored,
    CAST(sides.left_out AS BIGINT) AS left_out,
    placed.snapshot_on,
    placed.is_synthetic,
    CAST([] AS VARCHAR[]) AS row_ids,
    placed.source_ids
FROM placed
INNER JOIN sides ON placed.cohort_group = sides.cohort_group
WHERE placed.age_months IS NOT NULL
GROUP BY
    sides.cohort_from,
    sides.cohort_to,
    sides.left_out,
    placed.age_months,
    placed.snapshot_on,
    placed.is_synthetic,
    placed.source_ids
ORDER BY sides.cohort_from, placed.age_months
