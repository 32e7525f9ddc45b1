-- question: Of the companies of a loaded registry founded in each year, how many are still there?
-- params:
--   scope      VARCHAR  industry definition; NULL = every company of the list
--   breadth    VARCHAR  how widely the scope is read: narrow, medium, wide
--   province   VARCHAR  GB/T 2260 short name; NULL = the whole country
--   year_from  INTEGER  first year of founding, inclusive; NULL = first known
--   year_to    INTEGER  last year of founding, inclusive; NULL = last known
--   as_of      DATE     nothing is shown before the list's own day; NULL = today
-- columns:
--   year          INTEGER    calendar year of founding
--   companies     BIGINT     companies founded
--   still_there   BIGINT     companies; of these on the list as active or moved elsewhere
--   gone          BIGINT     companies; of these cancelled or revoked
--   unclear       BIGINT     companies; of these neither told
--   undated       BIGINT     companies without a day of founding, in no year
--   is_partial    BOOLEAN    the list ends within the year
--   snapshot_on   DATE       newest day the list tells
--   is_synthetic  BOOLEAN    made-up companies, for tests
--   row_ids       VARCHAR[]  none: the list itself is not kept
--   source_ids    VARCHAR[]  the imports
WITH loaded AS (
    SELECT scope, breadth, snapshot_on, is_synthetic, source_ids
    FROM registry_facts
    WHERE
        scope = coalesce($scope, 'all')
        AND breadth = CASE WHEN $scope IS NULL THEN 'all' ELSE $breadth END
        AND ($as_of IS NULL OR snapshot_on <= $as_of)
),

cohorts AS (
    SELECT
        CAST(year(flows.month) AS INTEGER) AS year,
        sum(flows.companies) AS companies,
        sum(CASE WHEN flows.status IN ('active', 'moved') THEN flows.companies ELSE 0 END) AS still_there,
        sum(CASE WHEN flows.status IN ('cancelled', 'revoked', 'ended') THEN flows.companies ELSE 0 END) AS gone,
        sum(CASE WHEN flows.status IN ('other', 'unknown') THEN flows.companies ELSE 0 END) AS unclear
    FROM registry_flows AS flows
    INNER JOIN loaded ON flows.scope = loaded.scope AND flows.breadth = loaded.breadth
    WHERE flows.flow = 'entered' AND flows.province = coalesce($province, 'all')
    GROUP BY year(flows.month)
),

undated AS (
    SELECT coalesce(sum(companies), 0) AS companies
    FROM cohorts
    WHERE year IS NULL
)

SELECT
    cohorts.year,
    CAST(cohorts.companies AS BIGINT) AS companies,
    CAST(cohorts.still_there AS BIGINT) AS still_there,
    CAST(cohorts.gone AS BIGINT) AS gone,
    CAST(cohorts.unclear AS BIGINT) AS unclear,
    CAST(undated.companies AS BIGINT) AS undated,
    loaded.snapshot_on < make_date(cohorts.year, 12, 31) AS is_partial,
    loaded.snapshot_on,
    loaded.is_synthetic,
    CAST([] AS VARCHAR[]) AS row_ids,
    loaded.source_ids
FROM cohorts
CROSS JOIN undated
CROSS JOIN loaded
WHERE
    cohorts.year >= coalesce($year_from, cohorts.year)
    AND cohorts.year <= coalesce($year_to, cohorts.year)
ORDER BY cohorts.year
