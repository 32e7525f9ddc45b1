-- question: How many companies of a loaded registry were founded in each month?
-- params:
--   scope      VARCHAR  industry definition; NULL = every company of the list
--   breadth    VARCHAR  how widely the scope is read: narrow, medium, wide
--   province   VARCHAR  GB/T 2260 short name; NULL = the whole country
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     nothing is shown before the list's own day; NULL = today
-- columns:
--   month         DATE       first day of the month
--   companies     BIGINT     companies
--   undated       BIGINT     companies without a day of founding, in no month
--   is_partial    BOOLEAN    the list ends within the month
--   snapshot_on   DATE       newest day the list tells
--   is_synthetic  BOOLEAN    made-up companies, for tests
--   row_ids       VARCHAR[]  none: the list itself is not kept
--   source_ids    VARCHAR[]  the imports
-- notes:
--   Companies without a day of founding are in no month, and told apart.
WITH loaded AS (
    SELECT scope, breadth, snapshot_on, is_synthetic, source_ids
    FROM registry_facts
    WHERE
        scope = coalesce($scope, 'all')
        AND breadth = CASE WHEN $scope IS NULL THEN 'all' ELSE $breadth END
        AND ($as_of IS NULL OR snapshot_on <= $as_of)
),

months AS (
    SELECT
        flows.month,
        sum(flows.companies) AS companies
    FROM registry_flows AS flows
    INNER JOIN loaded ON flows.scope = loaded.scope AND flows.breadth = loaded.breadth
    WHERE flows.flow = 'entered' AND flows.province = coalesce($province, 'all')
    GROUP BY flows.month
),

undated AS (
    SELECT coalesce(sum(companies), 0) AS companies
    FROM months
    WHERE month IS NULL
)

SELECT
    months.month,
    CAST(months.companies AS BIGINT) AS companies,
    CAST(undated.companies AS BIGINT) AS undated,
    loaded.snapshot_on < last_day(months.month) AS is_partial,
    loaded.snapshot_on,
    loaded.is_synthetic,
    CAST([] AS VARCHAR[]) AS row_ids,
    loaded.source_ids
FROM months
CROSS JOIN undated
CROSS JOIN loaded
WHERE
    year(months.month) >= coalesce($year_from, year(months.month))
    AND year(months.month) <= coalesce($year_to, year(months.month))
ORDER BY months.month
