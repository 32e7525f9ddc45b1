-- question: Which rows hold a number that their print does not say?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the number of the row
--   against     VARCHAR  the print
-- notes:
--   The print of a round speaks of its valuation, and that of a total of its deals, only where no amount is disclosed.
WITH speaking AS (
    SELECT printed_rows.*
    FROM printed_rows
    LEFT JOIN funding_rounds ON printed_rows.row_id = funding_rounds.row_id
    LEFT JOIN funding_totals ON printed_rows.row_id = funding_totals.row_id
    WHERE
        NOT (printed_rows.measure = 'valuation' AND funding_rounds.amount_low IS NOT NULL)
        AND NOT (printed_rows.measure = 'deals' AND funding_totals.amount IS NOT NULL)
),

ends AS (
    SELECT subject, row_id, reported_as, value
    FROM speaking
    WHERE value IS NOT NULL
    UNION ALL
    SELECT subject, row_id, reported_as, value_to
    FROM speaking
    WHERE value_to <> value
)

SELECT
    ends.subject AS table_name,
    ends.row_id,
    CAST(CAST(ends.value AS DECIMAL(38, 6)) AS VARCHAR) AS said,
    ends.reported_as AS against
FROM ends
LEFT JOIN printed_numbers
    ON ends.row_id = printed_numbers.row_id AND abs(abs(ends.value) - printed_numbers.value) <= 1e-9 * abs(ends.value)
WHERE printed_numbers.row_id IS NULL
ORDER BY ends.subject, ends.row_id, ends.value
