-- question: Which figures do two sources put five times apart, or more?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the figure
--   against     VARCHAR  the figure of the other row
-- notes:
--   The sign of a slip of unit. Only rows of one subject, period, kind and provider, neither a known misprint.
WITH judged AS (
    SELECT *
    FROM printed_rows
    WHERE
        measure IN ('companies', 'value', 'amount')
        AND value > 0
        AND (remark IS NULL OR NOT starts_with(remark, 'misprint'))
)

SELECT
    large.subject AS table_name,
    large.row_id,
    CAST(CAST(large.value AS DECIMAL(38, 6)) AS VARCHAR) AS said,
    min(concat(small.row_id, ': ', CAST(CAST(small.value AS DECIMAL(38, 2)) AS VARCHAR))) AS against
FROM judged AS large
INNER JOIN judged AS small
    ON
        large.subject = small.subject
        AND large.what = small.what
        AND large.provider IS NOT DISTINCT FROM small.provider
        AND large.period_start IS NOT DISTINCT FROM small.period_start
        AND large.period_end = small.period_end
        AND large.is_forecast = small.is_forecast
        AND large.value >= 5 * small.value
GROUP BY large.subject, large.row_id, large.value
ORDER BY large.subject, large.row_id
