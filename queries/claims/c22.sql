-- question: How much did Cambricon's R&D expense change in H1 2024, by other sources?
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
--   As another source prints it, else from both periods, with their intervals.
WITH periods AS (
    SELECT 'H1-2024' AS label, DATE '2024-01-01' AS period_start, DATE '2024-06-30' AS period_end
    UNION ALL
    SELECT 'H1-2023', DATE '2023-01-01', DATE '2023-06-30'
),

known AS (
    SELECT claims.claim_id, claims.reported_as, claims.unit, periods.label, readings.*
    FROM claims
    CROSS JOIN periods
    LEFT JOIN claim_readings AS readings
        ON
            claims.source_id = readings.claim_source_id
            AND readings.subject = 'financials'
            AND readings.what = 'cambricon|rd_expense|CNY'
            AND periods.period_start = readings.period_start
            AND periods.period_end = readings.period_end
    WHERE claims.claim_id = 'c22'
),

inputs AS (
    SELECT
        list_sort(list(concat('rd_expense|', label)) FILTER (WHERE value IS NULL AND own_value IS NULL)) AS missing,
        list_sort(list(concat('rd_expense|', label)) FILTER (WHERE value IS NULL AND own_value IS NOT NULL)) AS own,
        list_sort(list_distinct(flatten(list(row_ids)))) AS row_ids,
        list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM known
)

SELECT
    later.claim_id, CAST(NULL AS VARCHAR) AS part, later.reported_as AS claimed_as, later.unit,
    coalesce(later.growth_printed, later.value / earlier.value - 1) AS value,
    coalesce(later.growth_printed, later.value_low / earlier.value_high - 1) AS value_low,
    coalesce(later.growth_printed, later.value_high / earlier.value_low - 1) AS value_high,
    CAST(NULL AS DOUBLE) AS range_low, CAST(NULL AS DOUBLE) AS range_high,
    CAST(NULL AS DATE) AS happened_on, CAST(NULL AS DATE) AS until, CAST(NULL AS BOOLEAN) AS holds,
    later.provider, later.growth_printed IS NOT NULL AS is_direct, coalesce(later.is_forecast, FALSE) AS is_forecast,
    later.period_start, later.period_end, FALSE AS is_partial, FALSE AS is_other_period,
    CASE
        WHEN later.growth_printed IS NULL THEN coalesce(inputs.missing, [])
        ELSE CAST([] AS VARCHAR[])
    END AS missing,
    CASE WHEN later.growth_printed IS NULL THEN coalesce(inputs.own, []) ELSE CAST([] AS VARCHAR[]) END AS own,
    coalesce(inputs.row_ids, []) AS row_ids, coalesce(inputs.source_ids, []) AS source_ids
FROM known AS later
INNER JOIN known AS earlier ON later.label = 'H1-2024' AND earlier.label = 'H1-2023'
CROSS JOIN inputs
ORDER BY later.claim_id
