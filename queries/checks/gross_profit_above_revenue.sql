-- question: Which gross profits are larger than the revenue of the same period?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the gross profit
--   against     VARCHAR  the revenue
-- notes:
--   Beyond rounding, in one currency, whoever printed the two.
SELECT
    'financials' AS table_name,
    gross.row_id,
    CAST(CAST(gross.value AS DECIMAL(38, 6)) AS VARCHAR) AS said,
    CAST(max(revenue.value) AS VARCHAR) AS against
FROM financials AS gross
INNER JOIN financials AS revenue
    ON
        gross.company_id = revenue.company_id
        AND gross.fiscal_label = revenue.fiscal_label
        AND gross.period_end = revenue.period_end
        AND gross.currency = revenue.currency
WHERE gross.metric = 'gross_profit' AND revenue.metric = 'revenue'
GROUP BY gross.row_id, gross.value, gross.rounding
HAVING gross.value - gross.rounding > max(revenue.value + revenue.rounding)
ORDER BY gross.row_id
