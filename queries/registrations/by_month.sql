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
SELECT
    month, companies, undated, snapshot_on < last_day(month) AS is_partial,
    snapshot_on, is_synthetic, CAST([] AS VARCHAR[]) AS row_ids, source_ids
FROM registry_months
WHERE
    flow = 'entered'
    AND scope = coalesce($scope, 'all')
    AND breadth = CASE WHEN $scope IS NULL THEN 'all' ELSE $breadth END
    AND province = coalesce($province, 'all')
    AND year(month) >= coalesce($year_from, year(month))
    AND year(month) <= coalesce($year_to, year(month))
    AND ($as_of IS NULL OR snapshot_on <= $as_of)
ORDER BY month
