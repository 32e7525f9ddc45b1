-- question: How much did Cambricon lose excluding non-recurring items from 2020 to H1 2024, by other sources?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   claim_id         VARCHAR    data/claims.csv
--   part             VARCHAR    which part of the claim; NULL = all of it
--   claimed_as       VARCHAR    the print this row is compared with
--   unit             VARCHAR    unit of the values
--   value            DOUBLE     base unit of unit; what other sources say, or what follows from them; NULL = nothing
--   value_low        DOUBLE     base unit of unit; lower bound
--   value_high       DOUBLE     base unit of unit; upper bound; NULL = open
--   range_low        DOUBLE     base unit of unit; least value among the other sources
--   range_high       DOUBLE     base unit of unit; greatest value among them
--   happened_on      DATE       first day on which it happened, as other sources tell it
--   until            DATE       last such day: the same, or the end of the month or year they name
--   holds            BOOLEAN    of a statement without a figure: whether it is true
--   provider         VARCHAR    who counted or forecast; NULL = not named
--   is_direct        BOOLEAN    another source prints it; FALSE = derived
--   is_forecast      BOOLEAN    said before the period had ended
--   period_start     DATE       first day really covered
--   period_end       DATE       last day really covered
--   is_partial       BOOLEAN    the figure claimed covers less than the period claimed
--   is_other_period  BOOLEAN    of another period, for orientation: never counts
--   missing          VARCHAR[]  what it would take and no source prints (as it would have to be printed)
--   own              VARCHAR[]  what it would take and only the claim's own source prints
--   row_ids          VARCHAR[]  rows of other sources behind it
--   source_ids       VARCHAR[]  data/sources.csv
-- notes:
--   The sum of the four years and the half-year, each by other sources and as reported: a database's own arrangement of a statement is no part of it.
WITH periods AS (
    SELECT 'FY2020' AS label, DATE '2020-01-01' AS period_start, DATE '2020-12-31' AS period_end
    UNION ALL
    SELECT 'FY2021', DATE '2021-01-01', DATE '2021-12-31'
    UNION ALL
    SELECT 'FY2022', DATE '2022-01-01', DATE '2022-12-31'
    UNION ALL
    SELECT 'FY2023', DATE '2023-01-01', DATE '2023-12-31'
    UNION ALL
    SELECT 'H1-2024', DATE '2024-01-01', DATE '2024-06-30'
),

known AS (
    SELECT
        claims.claim_id, periods.label, periods.period_start, periods.period_end,
        readings.value, readings.value_low, readings.value_high, readings.own_value, readings.is_standardised,
        readings.row_ids, readings.source_ids
    FROM claims
    CROSS JOIN periods
    LEFT JOIN claim_readings AS readings
        ON
            claims.source_id = readings.claim_source_id
            AND readings.subject = 'financials'
            AND readings.what = 'cambricon|net_profit_excl_nonrecurring|CNY'
            AND periods.period_start = readings.period_start
            AND periods.period_end = readings.period_end
    WHERE claims.claim_id = 'c19'
),

inputs AS (
    SELECT
        *,
        value IS NOT NULL AND NOT is_standardised AS is_known,
        CASE
            WHEN is_standardised THEN concat('net_profit_excl_nonrecurring|', label, '|standardised')
            WHEN value IS NULL AND own_value IS NULL THEN concat('net_profit_excl_nonrecurring|', label)
        END AS missing,
        CASE WHEN value IS NULL AND own_value IS NOT NULL THEN concat('net_profit_excl_nonrecurring|', label) END AS own
    FROM known
),

total AS (
    SELECT
        bool_and(is_known) AS is_known, sum(value) AS value, sum(value_low) AS value_low, sum(value_high) AS value_high,
        max(value_high) AS greatest_high,
        min(period_start) AS period_start, max(period_end) AS period_end,
        list(missing ORDER BY period_start) FILTER (WHERE missing IS NOT NULL) AS missing,
        list(own ORDER BY period_start) FILTER (WHERE own IS NOT NULL) AS own,
        list_sort(list_distinct(flatten(list(row_ids)))) AS row_ids,
        list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM inputs
)

SELECT
    claims.claim_id, CAST(NULL AS VARCHAR) AS part, claims.reported_as AS claimed_as, claims.unit,
    CASE WHEN total.is_known THEN total.value END AS value,
    CASE WHEN total.is_known THEN total.value_low END AS value_low,
    CASE WHEN total.is_known THEN total.value_high END AS value_high,
    CAST(NULL AS DOUBLE) AS range_low, CAST(NULL AS DOUBLE) AS range_high,
    CAST(NULL AS DATE) AS happened_on, CAST(NULL AS DATE) AS until, CAST(NULL AS BOOLEAN) AS holds,
    CAST(NULL AS VARCHAR) AS provider, FALSE AS is_direct, FALSE AS is_forecast,
    total.period_start, total.period_end, FALSE AS is_partial, FALSE AS is_other_period,
    coalesce(total.missing, []) AS missing, coalesce(total.own, []) AS own,
    coalesce(total.row_ids, []) AS row_ids, coalesce(total.source_ids, []) AS source_ids
FROM claims
CROSS JOIN total
WHERE claims.claim_id = 'c19'
ORDER BY claims.claim_id
