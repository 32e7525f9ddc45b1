-- question: Which half-years and nine months do not start with their company's fiscal year?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the label
--   against     VARCHAR  the first day of the period
-- notes:
--   H1 and 9M are cumulative. A company's fiscal years are those its own FY rows give, a week apart at most.
WITH openings AS (
    SELECT DISTINCT company_id, dayofyear(period_start) AS opening
    FROM financials
    WHERE fiscal_label LIKE 'FY%'
),

distances AS (
    SELECT
        part.row_id,
        part.fiscal_label,
        part.period_start,
        abs(dayofyear(part.period_start) - openings.opening) AS days
    FROM financials AS part
    INNER JOIN openings ON part.company_id = openings.company_id
    WHERE regexp_matches(part.fiscal_label, '^(H1|9M)-')
)

SELECT
    'financials' AS table_name,
    row_id,
    fiscal_label AS said,
    CAST(period_start AS VARCHAR) AS against
FROM distances
GROUP BY row_id, fiscal_label, period_start
HAVING min(least(days, 365 - days)) > 7
ORDER BY row_id
