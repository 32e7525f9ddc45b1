-- question: How many companies of a loaded registry were founded, and how many left, in each city and year?
-- params:
-- columns:
--   scope      VARCHAR  industry definition; all = every company of the list
--   breadth    VARCHAR  narrow, medium, wide; of the scope all: all
--   province   VARCHAR  GB/T 2260 short name; NULL = not told
--   city       VARCHAR  GB/T 2260 short name; NULL = not told
--   flow       VARCHAR  entered (founded) or left (cancelled or revoked)
--   year       INTEGER  calendar year; NULL = the day is not told
--   companies  BIGINT   companies
WITH moves AS (
    SELECT tags, province, city, 'entered' AS flow, CAST(year(entry_month) AS INTEGER) AS year, companies
    FROM registry_companies
    UNION ALL
    SELECT tags, province, city, 'left', CAST(year(exit_month) AS INTEGER), companies
    FROM registry_companies
    WHERE status IN ('cancelled', 'revoked', 'ended')
)

SELECT
    registry_tags.scope,
    registry_tags.breadth,
    moves.province,
    moves.city,
    moves.flow,
    moves.year,
    CAST(sum(moves.companies) AS BIGINT) AS companies
FROM moves
INNER JOIN registry_tags ON moves.tags = registry_tags.tags
WHERE moves.companies > 0
GROUP BY registry_tags.scope, registry_tags.breadth, moves.province, moves.city, moves.flow, moves.year
ORDER BY registry_tags.scope, registry_tags.breadth, moves.flow, moves.province, moves.city, moves.year
