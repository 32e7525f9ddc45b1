-- question: Which fiscal periods are too long or too short for their label?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the label and its days
--   against     VARCHAR  the days of such a label
-- notes:
--   Days between both ends, which are inside: a year 350 to 380, a half 175 to 190, nine months 265 to 285, a quarter 80 to 105.
WITH periods AS (
    SELECT
        'financials' AS table_name, row_id, fiscal_label,
        date_diff('day', period_start, period_end) + 1 AS days
    FROM financials
    UNION ALL
    SELECT 'guidance', row_id, fiscal_label, date_diff('day', period_start, period_end) + 1
    FROM guidance
),

limits AS (
    SELECT 'FY' AS label, 350 AS shortest, 380 AS longest
    UNION ALL
    SELECT 'H', 175, 190
    UNION ALL
    SELECT '9M', 265, 285
    UNION ALL
    SELECT 'Q', 80, 105
)

SELECT
    periods.table_name,
    periods.row_id,
    concat(periods.fiscal_label, ': ', CAST(periods.days AS VARCHAR)) AS said,
    concat(CAST(limits.shortest AS VARCHAR), ' – ', CAST(limits.longest AS VARCHAR)) AS against
FROM periods
INNER JOIN limits ON starts_with(periods.fiscal_label, limits.label)
WHERE periods.days < limits.shortest OR periods.days > limits.longest
ORDER BY periods.table_name, periods.row_id
