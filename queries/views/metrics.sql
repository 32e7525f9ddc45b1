-- question: What is each company's metric in each period, printed, derived or as a ratio of two?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   figure_id        VARCHAR    the figure; NULL for ratios
--   company_id       VARCHAR    company
--   metric           VARCHAR    net_profit stands for net_profit_attributable and net_income; ratios: rd_intensity, gross_margin, net_margin
--   currency         VARCHAR    currency of value; NULL for ratios and headcounts
--   frequency        VARCHAR    year, half, nine_months, quarter, date, cumulative
--   year             INTEGER    calendar year that holds most of the period's days
--   fiscal_label     VARCHAR    fiscal period
--   period_start     DATE       first day
--   period_end       DATE       last day
--   value            DOUBLE     base unit of currency; a fraction for ratios
--   value_low        DOUBLE     lower bound
--   value_high       DOUBLE     upper bound; NULL = open
--   range_low        DOUBLE     least value among the sources
--   range_high       DOUBLE     greatest value among the sources
--   is_disputed      BOOLEAN    sources disagree by more than rounding
--   is_preliminary   BOOLEAN    printed ahead of the final statement
--   is_standardised  BOOLEAN    a database's own arrangement (of a ratio: of one of the two)
--   is_derived       BOOLEAN    by subtraction of cumulative periods (of a ratio: one of the two)
--   row_ids          VARCHAR[]  rows behind it
--   source_ids       VARCHAR[]  their sources
WITH printed AS (
    SELECT
        figure_id,
        split_part(what, '|', 1) AS company_id,
        split_part(what, '|', 2) AS metric,
        nullif(split_part(what, '|', 3), '') AS currency,
        CASE
            WHEN fiscal_label = 'CUM' THEN 'cumulative'
            WHEN fiscal_label = 'DATE' THEN 'date'
            WHEN date_diff('day', period_start, period_end) < 100 THEN 'quarter'
            WHEN date_diff('day', period_start, period_end) < 190 THEN 'half'
            WHEN date_diff('day', period_start, period_end) < 280 THEN 'nine_months'
            ELSE 'year'
        END AS frequency,
        CAST(year(period_start + CAST(date_diff('day', period_start, period_end) // 2 AS INTEGER)) AS INTEGER) AS year,
        fiscal_label, period_start, period_end, value, value_low, value_high, range_low, range_high,
        is_disputed, is_preliminary, is_standardised, is_derived, row_ids, source_ids
    FROM figures
    WHERE subject = 'financials'
),

parts AS (
    SELECT 'rd_intensity' AS ratio, 'rd_expense' AS metric
    UNION ALL
    SELECT 'gross_margin', 'gross_profit'
    UNION ALL
    SELECT 'net_margin', 'net_profit'
)

SELECT
    figure_id, company_id, metric, currency, frequency, year, fiscal_label, period_start, period_end,
    value, value_low, value_high, range_low, range_high,
    is_disputed, is_preliminary, is_standardised, is_derived, row_ids, source_ids
FROM printed
UNION ALL
SELECT
    NULL, part.company_id, parts.ratio, NULL, part.frequency, part.year,
    part.fiscal_label, part.period_start, part.period_end,
    part.value / revenue.value,
    part.value_low / CASE WHEN part.value_low < 0 THEN revenue.value_low ELSE revenue.value_high END,
    part.value_high / CASE WHEN part.value_high < 0 THEN revenue.value_high ELSE revenue.value_low END,
    NULL, NULL,
    part.is_disputed OR revenue.is_disputed,
    part.is_preliminary OR revenue.is_preliminary,
    part.is_standardised OR revenue.is_standardised,
    part.is_derived OR revenue.is_derived,
    list_sort(list_distinct(list_concat(part.row_ids, revenue.row_ids))),
    list_sort(list_distinct(list_concat(part.source_ids, revenue.source_ids)))
FROM parts
INNER JOIN printed AS part ON parts.metric = part.metric
INNER JOIN printed AS revenue
    ON
        part.company_id = revenue.company_id
        AND revenue.metric = 'revenue'
        AND part.currency = revenue.currency
        AND part.period_start = revenue.period_start
        AND part.period_end = revenue.period_end
        AND part.frequency <> 'cumulative'
        AND revenue.value_low > 0
