-- question: How many companies of a loaded registry were founded, and how many left, in each year, beside the published counts?
-- params:
--   as_of  DATE  only counts published on or before this day; NULL = all; of the list see snapshot_on
-- columns:
--   subject         VARCHAR    registrations or deregistrations
--   scope           VARCHAR    industry definition; all = every company of the list
--   breadth         VARCHAR    narrow, medium, wide; of the scope all: all
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
--   A published count stands beside each breadth of a loaded list, and beside a loaded list only.
WITH counted AS (
    SELECT
        CASE flow WHEN 'entered' THEN 'registrations' ELSE 'deregistrations' END AS subject,
        scope,
        breadth,
        CAST(year(month) AS INTEGER) AS year,
        CAST(sum(companies) AS DOUBLE) AS companies,
        snapshot_on,
        is_synthetic,
        source_ids
    FROM registry_months
    WHERE province = 'all'
    GROUP BY flow, scope, breadth, year(month), snapshot_on, is_synthetic, source_ids
)

SELECT
    subject,
    scope,
    breadth,
    year,
    'registry' AS counted_by,
    companies,
    companies AS companies_low,
    companies AS companies_high,
    companies AS range_low,
    companies AS range_high,
    FALSE AS is_disputed,
    snapshot_on < make_date(year, 12, 31) AS is_partial,
    least(snapshot_on, make_date(year, 12, 31)) AS period_end,
    snapshot_on,
    is_synthetic,
    CAST([] AS VARCHAR[]) AS row_ids,
    source_ids
FROM counted
UNION ALL
SELECT
    year_counts.subject, year_counts.scope, facts.breadth, year_counts.year, year_counts.provider,
    year_counts.companies, year_counts.companies_low, year_counts.companies_high, year_counts.range_low,
    year_counts.range_high, year_counts.is_disputed, year_counts.is_partial, year_counts.period_end,
    facts.snapshot_on, facts.is_synthetic, year_counts.row_ids, year_counts.source_ids
FROM year_counts
INNER JOIN registry_facts AS facts ON year_counts.scope = facts.scope
WHERE year_counts.provider IN ('企查查', '天眼查')
