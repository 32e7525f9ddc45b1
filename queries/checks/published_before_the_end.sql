-- question: Which figures of the past were published before their period had ended?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the end of the period
--   against     VARCHAR  the day of publication
-- notes:
--   A count, statement or total that is no forecast cannot be known before its last day. A page that is kept up to date may bear its first day.
SELECT
    printed_rows.subject AS table_name,
    printed_rows.row_id,
    CAST(max(printed_rows.period_end) AS VARCHAR) AS said,
    CAST(max(sources.published_on) AS VARCHAR) AS against
FROM printed_rows
INNER JOIN sources ON printed_rows.source_id = sources.source_id
WHERE
    NOT printed_rows.is_forecast
    AND printed_rows.subject NOT IN ('funding_rounds', 'events')
    AND printed_rows.period_end > sources.published_on
    AND (printed_rows.remark IS NULL OR NOT starts_with(printed_rows.remark, 'misprint'))
GROUP BY printed_rows.subject, printed_rows.row_id
ORDER BY printed_rows.subject, printed_rows.row_id
