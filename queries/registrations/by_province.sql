-- question: How many companies of a loaded registry were founded in each province, or in each city of one?
-- params:
--   scope      VARCHAR  industry definition; NULL = every company of the list
--   breadth    VARCHAR  how widely the scope is read: narrow, medium, wide
--   province   VARCHAR  GB/T 2260 short name; NULL = the whole country
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     nothing is shown before the list's own day; NULL = today
-- columns:
--   place         VARCHAR    province; of a chosen province its cities; GB/T 2260 short name; NULL = not told
--   companies     BIGINT     companies founded in the years chosen
--   gone          BIGINT     companies cancelled or revoked in the years chosen, whenever founded
--   share         DOUBLE     fraction of all companies founded; NULL = the place is not told
--   snapshot_on   DATE       newest day the list tells
--   is_synthetic  BOOLEAN    made-up companies, for tests
--   row_ids       VARCHAR[]  none: the list itself is not kept
--   source_ids    VARCHAR[]  the imports
-- notes:
--   Without years chosen companies without a day count, too.
WITH loaded AS (
    SELECT scope, breadth, snapshot_on, is_synthetic, source_ids
    FROM registry_facts
    WHERE
        scope = coalesce($scope, 'all')
        AND breadth = CASE WHEN $scope IS NULL THEN 'all' ELSE $breadth END
        AND ($as_of IS NULL OR snapshot_on <= $as_of)
),

places AS (
    SELECT
        CASE WHEN $province IS NULL THEN cities.province ELSE cities.city END AS place,
        sum(CASE WHEN cities.flow = 'entered' THEN cities.companies ELSE 0 END) AS companies,
        sum(CASE WHEN cities.flow = 'left' THEN cities.companies ELSE 0 END) AS gone
    FROM registry_cities AS cities
    INNER JOIN loaded ON cities.scope = loaded.scope AND cities.breadth = loaded.breadth
    WHERE
        ($province IS NULL OR cities.province = $province)
        AND coalesce(cities.year >= $year_from, $year_from IS NULL)
        AND coalesce(cities.year <= $year_to, $year_to IS NULL)
    GROUP BY CASE WHEN $province IS NULL THEN cities.province ELSE cities.city END
),

every AS (
    SELECT sum(companies) AS companies
    FROM places
)

SELECT
    places.place,
    CAST(places.companies AS BIGINT) AS companies,
    CAST(places.gone AS BIGINT) AS gone,
    CASE WHEN places.place IS NOT NULL THEN CAST(places.companies AS DOUBLE) / nullif(every.companies, 0) END AS share,
    loaded.snapshot_on,
    loaded.is_synthetic,
    CAST([] AS VARCHAR[]) AS row_ids,
    loaded.source_ids
FROM places
CROSS JOIN every
CROSS JOIN loaded
ORDER BY places.companies DESC, places.place
