-- question: Which pages bear a day in their address that is not the day of publication?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the day of publication
--   against     VARCHAR  the address
-- notes:
--   A day or two apart is the hour of the place. An address may also name the day of a copy.
WITH dated AS (
    SELECT
        source_id, published_on, url,
        TRY_CAST(
            regexp_replace(
                regexp_extract(
                    url, '[^0-9](20[0-2][0-9](-[01][0-9]-[0-3][0-9]|/[01][0-9]/[0-3][0-9]|[01][0-9][0-3][0-9]))', 1
                ),
                '^(20[0-9][0-9])[-/]?([0-9][0-9])[-/]?([0-9][0-9])$', '\1-\2-\3'
            ) AS DATE
        ) AS address_day
    FROM sources
)

SELECT
    'sources' AS table_name,
    source_id AS row_id,
    CAST(published_on AS VARCHAR) AS said,
    url AS against
FROM dated
WHERE abs(date_diff('day', published_on, address_day)) > 2
ORDER BY source_id
