-- question: Which roundings are finer or coarser than the last printed digit?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the rounding of the row
--   against     VARCHAR  the print
-- notes:
--   Zeros at the end may count or not: 10,900 has 1, 10 or 100, but 1.09万 has 100.
WITH speaking AS (
    SELECT printed_rows.*
    FROM printed_rows
    LEFT JOIN funding_totals ON printed_rows.row_id = funding_totals.row_id
    WHERE
        printed_rows.rounding IS NOT NULL
        AND NOT (printed_rows.measure = 'deals' AND funding_totals.amount IS NOT NULL)
),

readings AS (
    SELECT
        speaking.subject, speaking.row_id, speaking.rounding, speaking.reported_as,
        bool_or(
            printed_numbers.digit <= speaking.rounding * 1.001
            AND abs(speaking.value / speaking.rounding - round(speaking.value / speaking.rounding)) < 0.001
            AND abs(log10(speaking.rounding) - round(log10(speaking.rounding))) < 0.001
        ) AS is_printed
    FROM speaking
    INNER JOIN printed_numbers
        ON
            speaking.row_id = printed_numbers.row_id
            AND abs(abs(speaking.value) - printed_numbers.value) <= 1e-9 * abs(speaking.value)
    GROUP BY speaking.subject, speaking.row_id, speaking.rounding, speaking.reported_as
)

SELECT
    subject AS table_name,
    row_id,
    CAST(CAST(rounding AS DECIMAL(38, 6)) AS VARCHAR) AS said,
    reported_as AS against
FROM readings
WHERE NOT is_printed
ORDER BY subject, row_id
