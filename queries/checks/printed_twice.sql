-- question: Which figures does one source print twice with the same value?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the figure
--   against     VARCHAR  the row that has it already
-- notes:
--   The same subject, period, value and source: one of them is a copy.
WITH twins AS (
    SELECT
        subject, row_id, measure, what, value,
        min(row_id) OVER (
            PARTITION BY
                subject, measure, what, provider, period_start, period_end, fiscal_label,
                value, value_to, is_forecast, is_preliminary, is_standardised, source_id
        ) AS first_row
    FROM printed_rows
    WHERE
        measure NOT IN ('announcement', 'happening', 'valuation')
        AND subject <> 'funding_rounds'
        -- One number of deals stands in two rows where the amount is printed in two currencies.
        AND NOT (
            measure = 'deals'
            AND row_id IN (
                SELECT funding_totals.row_id
                FROM funding_totals
                WHERE funding_totals.amount IS NOT NULL
            )
        )
)

SELECT
    subject AS table_name,
    row_id,
    concat(what, ' = ', CAST(CAST(value AS DECIMAL(38, 6)) AS VARCHAR)) AS said,
    first_row AS against
FROM twins
WHERE row_id <> first_row
ORDER BY subject, row_id
