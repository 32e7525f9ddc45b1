-- question: Which labels of one company mean two different periods?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the label and its period
--   against     VARCHAR  the period that most rows of the label have
-- notes:
--   Ends may differ by a week: databases round the end of a 52-week year to the end of its month.
WITH periods AS (
    SELECT company_id, fiscal_label, period_start, period_end, count(*) AS tellings
    FROM financials
    WHERE fiscal_label NOT IN ('CUM', 'DATE')
    GROUP BY company_id, fiscal_label, period_start, period_end
),

usual AS (
    SELECT company_id, fiscal_label, period_start, period_end
    FROM periods
    QUALIFY row_number() OVER (PARTITION BY company_id, fiscal_label ORDER BY tellings DESC, period_end) = 1
)

SELECT
    'financials' AS table_name,
    financials.row_id,
    concat(
        financials.fiscal_label, ': ', CAST(financials.period_start AS VARCHAR), ' – ',
        CAST(financials.period_end AS VARCHAR)
    ) AS said,
    concat(CAST(usual.period_start AS VARCHAR), ' – ', CAST(usual.period_end AS VARCHAR)) AS against
FROM financials
INNER JOIN usual ON financials.company_id = usual.company_id AND financials.fiscal_label = usual.fiscal_label
WHERE
    abs(date_diff('day', financials.period_start, usual.period_start)) > 7
    OR abs(date_diff('day', financials.period_end, usual.period_end)) > 7
ORDER BY financials.row_id
