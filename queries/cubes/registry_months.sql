-- question: How many companies of a loaded registry were founded, and how many left in which way, in each month?
-- params:
-- columns:
--   scope         VARCHAR    industry definition; all = every company of the list
--   breadth       VARCHAR    narrow, medium, wide; of the scope all: all
--   province      VARCHAR    GB/T 2260 short name; all = the whole country; NULL = not told
--   flow          VARCHAR    entered (founded) or left (cancelled or revoked)
--   month         DATE       first day of the month
--   companies     BIGINT     companies
--   cancelled     BIGINT     of these, cancelled as of the snapshot
--   revoked       BIGINT     of these, licence revoked
--   ended         BIGINT     of these, gone, the list does not say how
--   undated       BIGINT     companies without a day, in no month, the same for all months
--   snapshot_on   DATE       newest day the list tells
--   is_synthetic  BOOLEAN    made-up companies, for tests
--   source_ids    VARCHAR[]  the imports
-- notes:
--   registry_flows without capital bands, with what must be known of the list: what the questions by month and by year filter.
WITH months AS (
    SELECT
        scope,
        breadth,
        province,
        flow,
        month,
        sum(companies) AS companies,
        sum(CASE WHEN status = 'cancelled' THEN companies ELSE 0 END) AS cancelled,
        sum(CASE WHEN status = 'revoked' THEN companies ELSE 0 END) AS revoked,
        sum(CASE WHEN status = 'ended' THEN companies ELSE 0 END) AS ended
    FROM registry_flows
    GROUP BY scope, breadth, province, flow, month
)

SELECT
    months.scope,
    months.breadth,
    months.province,
    months.flow,
    months.month,
    CAST(months.companies AS BIGINT) AS companies,
    CAST(months.cancelled AS BIGINT) AS cancelled,
    CAST(months.revoked AS BIGINT) AS revoked,
    CAST(months.ended AS BIGINT) AS ended,
    CAST(coalesce(undated.companies, 0) AS BIGINT) AS undated,
    facts.snapshot_on,
    facts.is_synthetic,
    facts.source_ids
FROM months
INNER JOIN registry_facts AS facts ON months.scope = facts.scope AND months.breadth = facts.breadth
LEFT JOIN months AS undated
    ON
        months.scope = undated.scope
        AND months.breadth = undated.breadth
        AND months.province IS NOT DISTINCT FROM undated.province
        AND months.flow = undated.flow
        AND undated.month IS NULL
WHERE months.month IS NOT NULL
ORDER BY months.scope, months.breadth, months.province, months.flow, months.month
