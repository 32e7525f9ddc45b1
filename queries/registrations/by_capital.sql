-- question: How many companies of a loaded registry have how much registered capital, and what became of them?
-- params:
--   scope      VARCHAR  industry definition; NULL = every company of the list
--   breadth    VARCHAR  how widely the scope is read: narrow, medium, wide
--   province   VARCHAR  GB/T 2260 short name; NULL = the whole country
--   year_from  INTEGER  first year of founding, inclusive; NULL = first known
--   year_to    INTEGER  last year of founding, inclusive; NULL = last known
--   as_of      DATE     nothing is shown before the list's own day; NULL = today
-- columns:
--   capital_band  VARCHAR    registered capital in yuan; unknown = none told, or in another currency
--   companies     BIGINT     companies founded
--   still_there   BIGINT     companies; of these on the list as active or moved elsewhere
--   gone          BIGINT     companies; of these cancelled or revoked
--   unclear       BIGINT     companies; of these neither told
--   share         DOUBLE     fraction of all companies; of those with a known capital
--   snapshot_on   DATE       newest day the list tells
--   is_synthetic  BOOLEAN    made-up companies, for tests
--   row_ids       VARCHAR[]  none: the list itself is not kept
--   source_ids    VARCHAR[]  the imports
-- notes:
--   Companies without a day of founding count as long as no years are chosen.
WITH loaded AS (
    SELECT scope, breadth, snapshot_on, is_synthetic, source_ids
    FROM registry_facts
    WHERE
        scope = coalesce($scope, 'all')
        AND breadth = CASE WHEN $scope IS NULL THEN 'all' ELSE $breadth END
        AND ($as_of IS NULL OR snapshot_on <= $as_of)
),

bands AS (
    SELECT
        flows.capital_band,
        sum(flows.companies) AS companies,
        sum(CASE WHEN flows.status IN ('active', 'moved') THEN flows.companies ELSE 0 END) AS still_there,
        sum(CASE WHEN flows.status IN ('cancelled', 'revoked', 'ended') THEN flows.companies ELSE 0 END) AS gone,
        sum(CASE WHEN flows.status IN ('other', 'unknown') THEN flows.companies ELSE 0 END) AS unclear
    FROM registry_flows AS flows
    INNER JOIN loaded ON flows.scope = loaded.scope AND flows.breadth = loaded.breadth
    WHERE
        flows.flow = 'entered'
        AND flows.province = coalesce($province, 'all')
        AND coalesce(year(flows.month) >= $year_from, $year_from IS NULL)
        AND coalesce(year(flows.month) <= $year_to, $year_to IS NULL)
    GROUP BY flows.capital_band
),

known AS (
    SELECT sum(companies) AS companies
    FROM bands
    WHERE capital_band <> 'unknown'
)

SELECT
    bands.capital_band,
    CAST(bands.companies AS BIGINT) AS companies,
    CAST(bands.still_there AS BIGINT) AS still_there,
    CAST(bands.gone AS BIGINT) AS gone,
    CAST(bands.unclear AS BIGINT) AS unclear,
    CASE WHEN bands.capital_band <> 'unknown' THEN CAST(bands.companies AS DOUBLE) / known.companies END AS share,
    loaded.snapshot_on,
    loaded.is_synthetic,
    CAST([] AS VARCHAR[]) AS row_ids,
    loaded.source_ids
FROM bands
CROSS JOIN known
CROSS JOIN loaded
ORDER BY
    CASE bands.capital_band
        WHEN 'under_1m' THEN 1
        WHEN 'from_1m' THEN 2
        WHEN 'from_5m' THEN 3
        WHEN 'from_10m' THEN 4
        WHEN 'from_50m' THEN 5
        WHEN 'from_100m' THEN 6
        ELSE 7
    END
