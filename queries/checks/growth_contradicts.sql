-- question: Which printed growth contradicts the growth computed from the amounts, beyond rounding?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the growth printed
--   against     VARCHAR  the growth computed, from and to
-- notes:
--   A printed growth is true within half its last digit. Companies restate the year before, so a contradiction is not always a slip.
WITH compared AS (
    SELECT
        figures.subject AS table_name,
        figures.row_id,
        growths.growth_printed,
        growths.growth_low,
        growths.growth_high,
        CASE
            WHEN growths.growth_printed >= 1 AND round(growths.growth_printed, 1) = growths.growth_printed THEN 0.05
            WHEN round(growths.growth_printed, 2) = growths.growth_printed THEN 0.005
            ELSE 0.0005
        END AS half_digit
    FROM growths
    INNER JOIN figures ON growths.figure_id = figures.figure_id
)

SELECT
    table_name,
    row_id,
    CAST(CAST(growth_printed AS DECIMAL(38, 6)) AS VARCHAR) AS said,
    concat(
        CAST(CAST(growth_low AS DECIMAL(38, 4)) AS VARCHAR), ' – ',
        CAST(CAST(growth_high AS DECIMAL(38, 4)) AS VARCHAR)
    ) AS against
FROM compared
WHERE growth_printed + half_digit < growth_low OR growth_printed - half_digit > growth_high
ORDER BY table_name, row_id
