-- question: Which fiscal periods do not lie where their label says?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the label
--   against     VARCHAR  the period
-- notes:
--   A fiscal year is named by the calendar year in which it ends, a 52-week year by the one it ends a few days after.
--   Q1-2024 to Q4-2024, H1, H2 and 9M without FY are periods of the calendar year, a week apart at most; a company of another year names its quarters Q1-FY2024.
WITH periods AS (
    SELECT 'financials' AS table_name, row_id, fiscal_label, period_start, period_end
    FROM financials
    UNION ALL
    SELECT 'guidance', row_id, fiscal_label, period_start, period_end
    FROM guidance
),

labels AS (
    SELECT
        *,
        CAST(regexp_extract(fiscal_label, '([0-9]+)$', 1) AS INTEGER) AS label_year,
        CASE
            WHEN fiscal_label LIKE 'Q1-2%' OR fiscal_label LIKE 'H1-%' OR fiscal_label LIKE '9M-%' THEN 1
            WHEN fiscal_label LIKE 'Q2-2%' THEN 4
            WHEN fiscal_label LIKE 'Q3-2%' OR fiscal_label LIKE 'H2-%' THEN 7
            WHEN fiscal_label LIKE 'Q4-2%' THEN 10
        END AS first_month
    FROM periods
    WHERE fiscal_label NOT IN ('CUM', 'DATE')
)

SELECT
    table_name,
    row_id,
    fiscal_label AS said,
    concat(CAST(period_start AS VARCHAR), ' – ', CAST(period_end AS VARCHAR)) AS against
FROM labels
WHERE
    (first_month IS NULL AND fiscal_label LIKE 'FY%' AND year(period_end - INTERVAL 7 DAY) <> label_year)
    OR (
        first_month IS NOT NULL
        AND abs(date_diff('day', make_date(label_year, first_month, 1), period_start)) > 7
    )
ORDER BY table_name, row_id
