-- question: From which month to which were the companies of a loaded registry there?
-- params:
-- columns:
--   scope        VARCHAR  industry definition; all = every company of the list
--   breadth      VARCHAR  narrow, medium, wide; of the scope all: all
--   province     VARCHAR  GB/T 2260 short name; all = the whole country; NULL = not told
--   entry_month  DATE     first day of the month of founding
--   exit_month   DATE     first day of the month of cancelling or revoking; NULL = still there
--   seen_month   DATE     first day of the month until which a company still there is known: that of its import's newest day
--   companies    BIGINT   companies
-- notes:
--   Left out: companies without a founding day, gone without a day or before their founding, and those of which the list does not tell whether they are gone.
WITH known AS (
    SELECT
        tags,
        province,
        entry_month,
        exit_month,
        CASE WHEN exit_month IS NULL THEN seen_month END AS seen_month,
        companies
    FROM registry_companies
    WHERE
        companies > 0
        AND (
            exit_month >= entry_month
            OR (exit_month IS NULL AND status IN ('active', 'moved') AND seen_month >= entry_month)
        )
),

spells AS (
    SELECT
        registry_tags.scope,
        registry_tags.breadth,
        known.province,
        known.entry_month,
        known.exit_month,
        known.seen_month,
        sum(known.companies) AS companies
    FROM known
    INNER JOIN registry_tags ON known.tags = registry_tags.tags
    GROUP BY
        registry_tags.scope,
        registry_tags.breadth,
        known.province,
        known.entry_month,
        known.exit_month,
        known.seen_month
),

everywhere AS (
    SELECT
        scope, breadth, 'all' AS province, entry_month, exit_month, seen_month, sum(companies) AS companies
    FROM spells
    GROUP BY scope, breadth, entry_month, exit_month, seen_month
)

SELECT scope, breadth, province, entry_month, exit_month, seen_month, CAST(companies AS BIGINT) AS companies
FROM spells
UNION ALL
SELECT scope, breadth, province, entry_month, exit_month, seen_month, CAST(companies AS BIGINT)
FROM everywhere
ORDER BY scope, breadth, province, entry_month, exit_month, seen_month
