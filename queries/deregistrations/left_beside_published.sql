-- question: How many companies of a loaded registry left in each year, beside the published counts?
-- params:
--   scope      VARCHAR  industry definition; NULL = every company of the list
--   breadth    VARCHAR  how widely the scope is read: narrow, medium, wide
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     nothing is shown before the list's own day; NULL = today
-- columns:
--   year            INTEGER    calendar year
--   counted_by      VARCHAR    registry (the loaded list) or the provider of a published count
--   companies       DOUBLE     companies
--   companies_low   DOUBLE     companies; lower bound of what was printed
--   companies_high  DOUBLE     companies; upper bound
--   range_low       DOUBLE     companies; least count among the sources
--   range_high      DOUBLE     companies; greatest count among the sources
--   is_disputed     BOOLEAN    sources disagree by more than rounding
--   is_partial      BOOLEAN    the period ends before 31 December
--   period_end      DATE       last day counted
--   snapshot_on     DATE       newest day the list tells
--   is_synthetic    BOOLEAN    made-up companies, for tests
--   row_ids         VARCHAR[]  rows behind a published count; none of the list
--   source_ids      VARCHAR[]  data/sources.csv; of the list the imports
-- notes:
--   The list counts by the rules of data/scopes.toml, a provider by its own, which are not published. Published counts stand beside a loaded list only.
WITH loaded AS (
    SELECT scope, breadth, snapshot_on, is_synthetic, source_ids
    FROM registry_facts
    WHERE
        scope = coalesce($scope, 'all')
        AND breadth = CASE WHEN $scope IS NULL THEN 'all' ELSE $breadth END
        AND ($as_of IS NULL OR snapshot_on <= $as_of)
),

counted AS (
    SELECT CAST(year(flows.month) AS INTEGER) AS year, CAST(sum(flows.companies) AS DOUBLE) AS companies
    FROM registry_flows AS flows
    INNER JOIN loaded ON flows.scope = loaded.scope AND flows.breadth = loaded.breadth
    WHERE flows.flow = 'left' AND flows.province = 'all'
    GROUP BY year(flows.month)
),

yearly AS (
    SELECT
        counted.year,
        'registry' AS counted_by,
        counted.companies,
        counted.companies AS companies_low,
        counted.companies AS companies_high,
        counted.companies AS range_low,
        counted.companies AS range_high,
        FALSE AS is_disputed,
        loaded.snapshot_on < make_date(counted.year, 12, 31) AS is_partial,
        least(loaded.snapshot_on, make_date(counted.year, 12, 31)) AS period_end,
        loaded.snapshot_on,
        loaded.is_synthetic,
        CAST([] AS VARCHAR[]) AS row_ids,
        loaded.source_ids
    FROM counted
    CROSS JOIN loaded
    UNION ALL
    SELECT
        year_counts.year, year_counts.provider, year_counts.companies, year_counts.companies_low,
        year_counts.companies_high, year_counts.range_low, year_counts.range_high, year_counts.is_disputed,
        year_counts.is_partial, year_counts.period_end, loaded.snapshot_on, loaded.is_synthetic,
        year_counts.row_ids, year_counts.source_ids
    FROM year_counts
    INNER JOIN loaded ON year_counts.scope = loaded.scope
    WHERE year_counts.subject = 'deregistrations' AND year_counts.provider IN ('企查查', '天眼查')
)

SELECT
    year, counted_by, companies, companies_low, companies_high, range_low, range_high,
    is_disputed, is_partial, period_end, snapshot_on, is_synthetic, row_ids, source_ids
FROM yearly
WHERE
    year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
ORDER BY year, CASE WHEN counted_by = 'registry' THEN 1 ELSE 2 END, counted_by
