-- question: How many companies of a loaded registry were cancelled or revoked in each month?
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
--   cancelled     BIGINT     companies; cancelled
--   revoked       BIGINT     companies; licence revoked
--   ended         BIGINT     companies; gone, the list does not say how
--   undated       BIGINT     companies gone without a day, in no month
--   is_partial    BOOLEAN    the list ends within the month
--   snapshot_on   DATE       newest day the list tells
--   is_synthetic  BOOLEAN    made-up companies, for tests
--   row_ids       VARCHAR[]  none: the list itself is not kept
--   source_ids    VARCHAR[]  the imports
-- notes:
--   Companies gone without a day are in no month, and told apart.
SELECT
    month, companies, cancelled, revoked, ended, undated, snapshot_on < last_day(month) AS is_partial,
    snapshot_on, is_synthetic, CAST([] AS VARCHAR[]) AS row_ids, source_ids
FROM registry_months
WHERE
    flow = 'left'
    AND scope = coalesce($scope, 'all')
    AND breadth = CASE WHEN $scope IS NULL THEN 'all' ELSE $breadth END
    AND province = coalesce($province, 'all')
    AND year(month) >= coalesce($year_from, year(month))
    AND year(month) <= coalesce($year_to, year(month))
    AND ($as_of IS NULL OR snapshot_on <= $as_of)
ORDER BY month
