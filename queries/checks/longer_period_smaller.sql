-- question: Which figures of a longer period are smaller than those of a part of it?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the longer period
--   against     VARCHAR  the shorter period
-- notes:
--   Revenue, its cost and research, which never fall within a year; one currency and basis, whoever printed the two.
WITH flows AS (
    SELECT *
    FROM financials
    WHERE
        metric IN ('revenue', 'cost_of_revenue', 'rd_expense')
        AND fiscal_label NOT IN ('CUM', 'DATE')
        AND (remark IS NULL OR NOT starts_with(remark, 'misprint'))
)

SELECT
    'financials' AS table_name,
    whole.row_id,
    concat(whole.fiscal_label, ': ', CAST(CAST(whole.value AS DECIMAL(38, 2)) AS VARCHAR)) AS said,
    max(concat(part.fiscal_label, ': ', CAST(CAST(part.value AS DECIMAL(38, 2)) AS VARCHAR))) AS against
FROM flows AS whole
INNER JOIN flows AS part
    ON
        whole.company_id = part.company_id
        AND whole.metric = part.metric
        AND whole.currency = part.currency
        AND whole.basis = part.basis
        AND part.period_start >= whole.period_start - INTERVAL 7 DAY
        AND part.period_end <= whole.period_end + INTERVAL 7 DAY
        AND date_diff('day', part.period_start, part.period_end) + 14
        < date_diff('day', whole.period_start, whole.period_end)
WHERE whole.value + whole.rounding < part.value - part.rounding
GROUP BY whole.row_id, whole.fiscal_label, whole.value
ORDER BY whole.row_id
