-- question: At which ages did companies of a loaded registry leave, by year of founding?
-- params:
--   scope      VARCHAR  industry definition; NULL = every company of the list
--   breadth    VARCHAR  how widely the scope is read: narrow, medium, wide
--   province   VARCHAR  GB/T 2260 short name; NULL = the whole country
--   year_from  INTEGER  first year of founding, inclusive; NULL = first known
--   year_to    INTEGER  last year of founding, inclusive; NULL = last known
--   as_of      DATE     nothing is shown before the list's own day; NULL = today
-- columns:
--   cohort        INTEGER    calendar year of founding
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

sides AS (
    SELECT cohort, sum(left_out) AS left_out
    FROM chosen
    GROUP BY cohort
)

SELECT
    chosen.cohort,
    chosen.age_months,
    chosen.gone,
    chosen.censored,
    CAST(sides.left_out AS BIGINT) AS left_out,
    chosen.snapshot_on,
    chosen.is_synthetic,
    CAST([] AS VARCHAR[]) AS row_ids,
    chosen.source_ids
FROM chosen
INNER JOIN sides ON chosen.cohort = sides.cohort
WHERE chosen.age_months IS NOT NULL
ORDER BY chosen.cohort, chosen.age_months
