-- question: How old did the companies of a loaded registry become, by year of founding?
-- params:
-- columns:
--   scope       VARCHAR  industry definition; all = every company of the list
--   breadth     VARCHAR  narrow, medium, wide; of the scope all: all
--   province    VARCHAR  GB/T 2260 short name; all = the whole country; NULL = not told
--   cohort      INTEGER  calendar year of founding
--   age_months  INTEGER  months from the month of founding to the last month known; NULL = left out, see registry_spells
--   is_gone     BOOLEAN  gone at that age; FALSE = still there at that age; NULL = left out
--   companies   BIGINT   companies
-- notes:
--   What survival is worked out from: registry_spells by age.
WITH aged AS (
    SELECT
        scope,
        breadth,
        province,
        CAST(year(entry_month) AS INTEGER) AS cohort,
        CAST(date_diff('month', entry_month, coalesce(exit_month, seen_month)) AS INTEGER) AS age_months,
        exit_month IS NOT NULL AS is_gone,
        CAST(sum(companies) AS BIGINT) AS companies
    FROM registry_spells
    GROUP BY
        scope,
        breadth,
        province,
        year(entry_month),
        date_diff('month', entry_month, coalesce(exit_month, seen_month)),
        exit_month IS NOT NULL
),

known AS (
    SELECT scope, breadth, province, cohort, sum(companies) AS companies
    FROM aged
    GROUP BY scope, breadth, province, cohort
),

founded AS (
    SELECT scope, breadth, province, CAST(year(month) AS INTEGER) AS cohort, sum(companies) AS companies
    FROM registry_flows
    WHERE flow = 'entered' AND month IS NOT NULL
    GROUP BY scope, breadth, province, year(month)
)

SELECT scope, breadth, province, cohort, age_months, is_gone, companies
FROM aged
UNION ALL
SELECT
    founded.scope,
    founded.breadth,
    founded.province,
    founded.cohort,
    NULL,
    NULL,
    CAST(founded.companies - coalesce(known.companies, 0) AS BIGINT)
FROM founded
LEFT JOIN known
    ON
        founded.scope = known.scope
        AND founded.breadth = known.breadth
        AND founded.province IS NOT DISTINCT FROM known.province
        AND founded.cohort = known.cohort
WHERE founded.companies > coalesce(known.companies, 0)
ORDER BY scope, breadth, province, cohort, age_months, is_gone
