-- question: What does a loaded registry tell of its companies, each counted once?
-- params:
-- columns:
--   tags          VARCHAR  scopes as "scope/breadth", by commas; empty = none
--   source_id     VARCHAR  the import
--   is_synthetic  BOOLEAN  made up, for tests
--   province      VARCHAR  GB/T 2260 short name; NULL = not told
--   city          VARCHAR  GB/T 2260 short name; NULL = not told
--   capital_band  VARCHAR  registered capital in yuan; unknown = none told, none meant, or in another currency
--   status        VARCHAR  active, moved, cancelled, revoked, ended (on a day told, how is not), other, unknown
--   entry_month   DATE     first day of the month of founding; NULL = not told
--   exit_month    DATE     first day of the month of cancelling or revoking; NULL = none told
--   seen_month    DATE     first day of the month of the newest day the import tells
--   seen_on       DATE     that day
--   companies     BIGINT   companies
--   repeats       BIGINT   further rows of such companies, which are not counted
-- notes:
--   Rows of one credit code, else of one name and founding day, are one company: the newest approved_on stands, then the later import, then the later row.
--   Only companies with several rows are put in order. Where no row of an import has a status but some have an end, one without is still there.
WITH told AS (
    SELECT
        registry.source_id, registry.import_no, registry.row, registry.approved_on,
        registry.province, registry.city, registry.status, registry.founded_on, registry.ended_on,
        coalesce(registry.is_synthetic, FALSE) AS is_synthetic,
        coalesce(array_to_string(list_sort(registry.scopes), ','), '') AS tags,
        coalesce(
            registry.credit_code, registry.name || '|' || coalesce(CAST(registry.founded_on AS VARCHAR), '')
        ) AS company_key,
        CASE
            WHEN registry.capital_currency <> 'CNY' OR registry.capital IS NULL OR registry.capital <= 0 THEN 'unknown'
            WHEN registry.capital < 1000000 THEN 'under_1m'
            WHEN registry.capital < 5000000 THEN 'from_1m'
            WHEN registry.capital < 10000000 THEN 'from_5m'
            WHEN registry.capital < 50000000 THEN 'from_10m'
            WHEN registry.capital < 100000000 THEN 'from_50m'
            ELSE 'from_100m'
        END AS capital_band
    FROM registry
),

repeated AS (
    SELECT company_key
    FROM told
    GROUP BY company_key
    HAVING count(*) > 1
),

counted AS (
    SELECT told.*, 1 AS place
    FROM told
    LEFT JOIN repeated ON told.company_key = repeated.company_key
    WHERE repeated.company_key IS NULL
    UNION ALL
    SELECT
        told.*,
        row_number() OVER (
            PARTITION BY told.company_key
            ORDER BY told.approved_on DESC NULLS LAST, told.import_no DESC, told.row DESC, told.source_id DESC
        ) AS place
    FROM told
    INNER JOIN repeated ON told.company_key = repeated.company_key
),

imports AS (
    SELECT
        source_id,
        count(status) > 0 AS has_status,
        count(ended_on) > 0 AS has_ends,
        greatest(max(founded_on), max(ended_on), max(approved_on)) AS seen_on
    FROM registry
    GROUP BY source_id
),

companies AS (
    SELECT
        counted.tags, counted.source_id, counted.is_synthetic, counted.province, counted.city, counted.capital_band,
        CASE
            WHEN counted.status IN ('cancelled', 'revoked') THEN counted.status
            WHEN counted.ended_on IS NOT NULL THEN 'ended'
            WHEN counted.status IS NOT NULL THEN counted.status
            WHEN imports.has_ends AND NOT imports.has_status THEN 'active'
            ELSE 'unknown'
        END AS status,
        CAST(date_trunc('month', counted.founded_on) AS DATE) AS entry_month,
        CAST(date_trunc('month', counted.ended_on) AS DATE) AS exit_month,
        imports.seen_on,
        counted.place
    FROM counted
    INNER JOIN imports ON counted.source_id = imports.source_id
)

SELECT
    tags,
    source_id,
    is_synthetic,
    province,
    city,
    capital_band,
    status,
    entry_month,
    exit_month,
    CAST(date_trunc('month', seen_on) AS DATE) AS seen_month,
    seen_on,
    count(CASE WHEN place = 1 THEN 1 END) AS companies,
    count(CASE WHEN place > 1 THEN 1 END) AS repeats
FROM companies
GROUP BY
    tags, source_id, is_synthetic, province, city, capital_band, status, entry_month, exit_month, seen_on
