-- question: Which periods of the statements follow from two printed ones by subtraction?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   what             VARCHAR    company, metric, currency, as in observations
--   figure_id        VARCHAR    the figure derived: what and period
--   period_start     DATE       first day of what remains
--   period_end       DATE       last day of what remains
--   value            DOUBLE     longer period less the shorter one
--   value_low        DOUBLE     lower bound, from the bounds of both
--   value_high       DOUBLE     upper bound
--   is_preliminary   BOOLEAN    one of the two is preliminary
--   is_standardised  BOOLEAN    both are; bases are never mixed
--   fiscal_label     VARCHAR    quarter, half or nine months, e.g. Q3-2024
--   row_ids          VARCHAR[]  the two rows
--   source_ids       VARCHAR[]  their sources
--   preference       DOUBLE[]   smaller = preferred; derived after direct; the narrower interval first
-- notes:
--   For flows only: never cash, assets, headcounts or prices. Each operand is the preferred printed row of its period and basis.
WITH operands AS (
    SELECT
        *,
        date_diff('day', period_start, period_end) + 1 AS days
    FROM observations
    WHERE
        subject = 'financials'
        AND NOT is_misprint
        AND fiscal_label NOT IN ('CUM', 'DATE')
        AND split_part(what, '|', 2) NOT IN (
            'cash', 'total_assets', 'employees', 'rd_employees', 'market_cap', 'share_price', 'chip_revenue_run_rate'
        )
    QUALIFY row_number() OVER (PARTITION BY figure_id, is_standardised ORDER BY preference, row_id) = 1
),

pairs AS (
    SELECT
        whole.what,
        whole.fiscal_label,
        whole.period_start AS year_start,
        CASE
            WHEN part.period_start = whole.period_start THEN part.period_end + 1 ELSE whole.period_start
        END AS period_start,
        CASE
            WHEN part.period_start = whole.period_start THEN whole.period_end ELSE part.period_start - 1
        END AS period_end,
        whole.value - part.value AS value,
        whole.value_low - part.value_high AS value_low,
        whole.value_high - part.value_low AS value_high,
        whole.is_preliminary OR part.is_preliminary AS is_preliminary,
        whole.is_standardised,
        [whole.row_id, part.row_id] AS row_ids,
        list_sort(list_distinct([whole.source_id, part.source_id])) AS source_ids,
        greatest(whole.preference[7], part.preference[7]) AS kind_rank,
        greatest(whole.preference[8], part.preference[8]) AS newest
    FROM operands AS whole
    INNER JOIN operands AS part
        ON
            whole.what = part.what
            AND whole.is_standardised = part.is_standardised
            AND whole.days > part.days
            AND regexp_matches(whole.fiscal_label, '^(FY|9M|H1)')
            AND (
                (whole.period_start = part.period_start AND whole.period_end > part.period_end)
                OR (whole.period_end = part.period_end AND whole.period_start < part.period_start)
            )
),

measured AS (
    SELECT
        *,
        date_diff('day', period_start, period_end) + 1 AS days,
        date_diff('day', year_start, period_start) AS days_before
    FROM pairs
),

sized AS (
    SELECT
        *,
        CASE
            WHEN days BETWEEN 80 AND 100 THEN 'Q'
            WHEN days BETWEEN 175 AND 190 AND (days_before < 10 OR days_before > 170) THEN 'H'
            WHEN days BETWEEN 268 AND 280 AND days_before < 10 THEN '9M'
        END AS length
    FROM measured
)

SELECT
    what,
    concat(
        'financials|', what, '|', CAST(period_start AS VARCHAR), '..', CAST(period_end AS VARCHAR), '|'
    ) AS figure_id,
    period_start,
    period_end,
    value,
    value_low,
    value_high,
    is_preliminary,
    is_standardised,
    concat(
        length,
        CASE length
            WHEN 'Q' THEN CAST(CAST(round(date_diff('day', year_start, period_end) / 91.25) AS INTEGER) AS VARCHAR)
            WHEN 'H' THEN CAST(CAST(round(date_diff('day', year_start, period_end) / 182.5) AS INTEGER) AS VARCHAR)
            ELSE ''
        END,
        '-',
        CASE WHEN fiscal_label LIKE '%FY%' AND month(year_start) <> 1 THEN 'FY' ELSE '' END,
        right(fiscal_label, 4)
    ) AS fiscal_label,
    row_ids,
    source_ids,
    [
        0.0, 0.0, 0.0, CAST(is_preliminary AS DOUBLE), CAST(is_standardised AS DOUBLE), 1.0,
        kind_rank, newest, value_high - value_low
    ] AS preference
FROM sized
WHERE length IS NOT NULL
