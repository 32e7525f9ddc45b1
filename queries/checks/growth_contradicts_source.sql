-- question: Which printed growth contradicts the amounts that the same page prints for both years?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the growth printed
--   against     VARCHAR  the growth of the two amounts
-- notes:
--   Beyond half the last digit of the growth, taken as a tenth of a per cent where it has no finer one, and the rounding of both amounts.
WITH pairs AS (
    SELECT
        later.subject, later.row_id, later.growth_printed, later.value, later.rounding,
        earlier.value AS base, earlier.rounding AS base_rounding
    FROM printed_rows AS later
    INNER JOIN printed_rows AS earlier
        ON
            later.source_id = earlier.source_id
            AND later.subject = earlier.subject
            AND later.measure = earlier.measure
            AND later.what = earlier.what
            AND later.provider IS NOT DISTINCT FROM earlier.provider
            AND later.is_standardised = earlier.is_standardised
            AND abs(date_diff('day', earlier.period_start, later.period_start) - 365) <= 8
            AND abs(date_diff('day', earlier.period_end, later.period_end) - 365) <= 8
    WHERE later.growth_printed IS NOT NULL AND earlier.value > 0 AND later.qualifier = 'as_printed'
),

bounds AS (
    SELECT
        *,
        (value - rounding) / (base + base_rounding) - 1 AS low,
        (value + rounding) / (base - base_rounding) - 1 AS high,
        CASE
            WHEN round(growth_printed, 1) = growth_printed THEN 0.05
            WHEN round(growth_printed, 2) = growth_printed THEN 0.005
            ELSE 0.0005
        END AS half_digit
    FROM pairs
    WHERE base > base_rounding
)

SELECT
    subject AS table_name,
    row_id,
    CAST(CAST(growth_printed AS DECIMAL(38, 6)) AS VARCHAR) AS said,
    CAST(CAST(value / base - 1 AS DECIMAL(38, 4)) AS VARCHAR) AS against
FROM bounds
WHERE growth_printed + half_digit < least(low, high) OR growth_printed - half_digit > greatest(low, high)
ORDER BY subject, row_id
