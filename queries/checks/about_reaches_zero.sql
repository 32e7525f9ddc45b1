-- question: Which figures said to be about a number are known so roughly that they may be nothing?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the rounding
--   against     VARCHAR  the print
-- notes:
--   A figure said to be about is true within one rounding, and a print of one digit has no finer one.
SELECT
    subject AS table_name,
    row_id,
    CAST(CAST(rounding AS DECIMAL(38, 6)) AS VARCHAR) AS said,
    reported_as AS against
FROM printed_rows
WHERE
    qualifier = 'about'
    AND measure IN ('companies', 'value', 'amount')
    AND rounding >= abs(value)
    AND (remark IS NULL OR NOT starts_with(remark, 'misprint'))
ORDER BY subject, row_id
