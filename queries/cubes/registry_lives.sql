-- question: How old did the companies of a loaded registry become, by year of founding?
-- params:
-- columns:
--   scope         VARCHAR    industry definition; all = every company of the list
--   breadth       VARCHAR    narrow, medium, wide; of the scope all: all
--   province      VARCHAR    GB/T 2260 short name; all = the whole country; NULL = not told
--   cohort        INTEGER    calendar year of founding
--   age_months    INTEGER    months from the month of founding to the last month known; NULL = left out, see registry_spells
--   gone          BIGINT     companies gone at that age
--   censored      BIGINT     companies still there at that age, the last one known
--   left_out      BIGINT     companies of the cohort left out: gone without a day, or not told whether gone
--   snapshot_on   DATE       newest day the list tells
--   is_synthetic  BOOLEAN    made-up companies, for tests
--   source_ids    VARCHAR[]  the imports
-- notes:
--   What survival is worked out from: registry_spells by age, with what must be known of the list.
WITH aged AS (
    SELECT
        scope,
        breadth,
        province,
        CAST(year(entry_month) AS INTEGER) AS cohort,
        CAST(date_diff('month', entry_month, coalesce(exit_month, seen_month)) AS INTEGER) AS age_months,
        sum(CASE WHEN exit_month IS NOT NULL THEN companies ELSE 0 END) AS gone,
        sum(CASE WHEN exit_month IS NULL THEN companies ELSE 0 END) AS censored
    FROM registry_spells
    GROUP BY
        scope,
        breadth,
        province,
        year(entry_month),
        date_diff('month', entry_month, coalesce(exit_month, seen_month))
),

known AS (
    SELECT scope, breadth, province, cohort, sum(gone + censored) AS companies
    FROM aged
    GROUP BY scope, breadth, province, cohort
),

founded AS (
    SELECT scope, breadth, province, CAST(year(month) AS INTEGER) AS cohort, sum(companies) AS companies
    FROM registry_flows
    WHERE flow = 'entered' AND month IS NOT NULL
    GROUP BY scope, breadth, province, year(month)
),

counted AS (
    SELECT scope, breadth, province, cohort, age_months, gone, censored, 0 AS left_out
    FROM aged
    UNION ALL
    SELECT
        founded.scope, founded.breadth, founded.province, founded.cohort, NULL, 0, 0,
        founded.companies - coalesce(known.companies, 0)
    FROM founded
    LEFT JOIN known
        ON
            founded.scope = known.scope
            AND founded.breadth = known.breadth
            AND founded.province IS NOT DISTINCT FROM known.province
            AND founded.cohort = known.cohort
    WHERE founded.companies > coalesce(known.companies, 0)
)

SELECT
    counted.scope,
    counted.breadth,
    counted.province,
    counted.cohort,
    counted.age_months,
    CAST(counted.gone AS BIGINT) AS gone,
    CAST(counted.censored AS BIGINT) AS censored,
    CAST(counted.left_out AS BIGINT) AS left_out,
    facts.snapshot_on,
    facts.is_synthetic,
    facts.source_ids
FROM counted
INNER JOIN registry_facts AS facts ON counted.scope = facts.scope AND counted.breadth = facts.breadth
ORDER BY counted.scope, counted.breadth, counted.province, counted.cohort, counted.age_months
