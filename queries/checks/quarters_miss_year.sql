-- question: Which years are not the sum of their quarters or halves, in one source?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the sum of the parts
--   against     VARCHAR  the year
-- notes:
--   Beyond rounding by more than a hundredth. Losses per quarter and year differ where a company restates within the year.
WITH flows AS (
    SELECT *
    FROM financials
    WHERE
        metric NOT IN (
            'cash', 'total_assets', 'employees', 'rd_employees', 'market_cap', 'share_price', 'chip_revenue_run_rate'
        )
        AND regexp_matches(fiscal_label, '^(FY|Q[1-4]-)')
),

sums AS (
    SELECT
        whole.row_id, whole.value, whole.rounding,
        sum(part.value) AS parts,
        sum(part.rounding) AS slack,
        count(*) AS quarters,
        count(DISTINCT part.fiscal_label) AS labels
    FROM flows AS whole
    INNER JOIN flows AS part
        ON
            whole.source_id = part.source_id
            AND whole.company_id = part.company_id
            AND whole.metric = part.metric
            AND whole.currency = part.currency
            AND whole.basis = part.basis
            AND whole.fiscal_label LIKE 'FY%'
            AND part.fiscal_label LIKE 'Q%'
            AND part.period_start >= whole.period_start - INTERVAL 8 DAY
            AND part.period_end <= whole.period_end + INTERVAL 8 DAY
    GROUP BY whole.row_id, whole.value, whole.rounding
)

SELECT
    'financials' AS table_name,
    row_id,
    CAST(CAST(parts AS DECIMAL(38, 2)) AS VARCHAR) AS said,
    CAST(CAST(value AS DECIMAL(38, 6)) AS VARCHAR) AS against
FROM sums
WHERE quarters = 4 AND labels = 4 AND abs(parts - value) > slack + rounding + 0.01 * abs(value)
ORDER BY row_id
