-- question: How many companies of a loaded registry were founded, and how many left, in each month?
-- params:
-- columns:
--   scope         VARCHAR  industry definition; all = every company of the list
--   breadth       VARCHAR  narrow, medium, wide; of the scope all: all
--   province      VARCHAR  GB/T 2260 short name; all = the whole country; NULL = not told
--   capital_band  VARCHAR  registered capital in yuan
--   status        VARCHAR  active, moved, cancelled, revoked, ended, other, unknown: as of the snapshot
--   flow          VARCHAR  entered (founded) or left (cancelled or revoked)
--   month         DATE     first day of the month; NULL = the day is not told
--   companies     BIGINT   companies
-- notes:
--   Scopes and breadths overlap and are never added up; neither are the country and its provinces.
WITH moves AS (
    SELECT tags, province, capital_band, status, 'entered' AS flow, entry_month AS month, companies
    FROM registry_companies
    UNION ALL
    SELECT tags, province, capital_band, status, 'left', exit_month, companies
    FROM registry_companies
    WHERE status IN ('cancelled', 'revoked', 'ended')
),

placed AS (
    SELECT
        registry_tags.scope,
        registry_tags.breadth,
        moves.province,
        moves.capital_band,
        moves.status,
        moves.flow,
        moves.month,
        sum(moves.companies) AS companies
    FROM moves
    INNER JOIN registry_tags ON moves.tags = registry_tags.tags
    WHERE moves.companies > 0
    GROUP BY
        registry_tags.scope,
        registry_tags.breadth,
        moves.province,
        moves.capital_band,
        moves.status,
        moves.flow,
        moves.month
),

everywhere AS (
    SELECT
        scope, breadth, 'all' AS province, capital_band, status, flow, month, sum(companies) AS companies
    FROM placed
    GROUP BY scope, breadth, capital_band, status, flow, month
)

SELECT scope, breadth, province, capital_band, status, flow, month, CAST(companies AS BIGINT) AS companies
FROM placed
UNION ALL
SELECT scope, breadth, province, capital_band, status, flow, month, CAST(companies AS BIGINT)
FROM everywhere
ORDER BY scope, breadth, province, flow, month, capital_band, status
