-- question: What was Cambricon's R&D expense as a share of revenue in H1 2024, by other sources?
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
--   R&D expense and revenue by other sources, printed or derived by subtraction, with their intervals.
WITH parts AS (
    SELECT 'rd_expense' AS metric
    UNION ALL
    SELECT 'revenue'
),

known AS (
    SELECT claims.claim_id, claims.reported_as, claims.unit, parts.metric, readings.*
    FROM claims
    CROSS JOIN parts
    LEFT JOIN claim_readings AS readings
        ON
            claims.source_id = readings.claim_source_id
            AND readings.subject = 'financials'
            AND readings.what = concat('cambricon|', parts.metric, '|CNY')
            AND claims.period_start = readings.period_start
            AND claims.period_end = readings.period_end
    WHERE claims.claim_id = 'c23'
),

inputs AS (
    SELECT
        list_sort(list(concat(metric, '|H1-2024')) FILTER (WHERE value IS NULL AND own_value IS NULL)) AS missing,
        list_sort(list(concat(metric, '|H1-2024')) FILTER (WHERE value IS NULL AND own_value IS NOT NULL)) AS own,
        list_sort(list_distinct(flatten(list(row_ids)))) AS row_ids,
        list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM known
)

SELECT
    spent.claim_id, CAST(NULL AS VARCHAR) AS part, spent.reported_as AS claimed_as, spent.unit,
    spent.value / revenue.value AS value,
    spent.value_low / revenue.value_high AS value_low,
    spent.value_high / revenue.value_low AS value_high,
    CAST(NULL AS DOUBLE) AS range_low, CAST(NULL AS DOUBLE) AS range_high,
    CAST(NULL AS DATE) AS happened_on, CAST(NULL AS DATE) AS until, CAST(NULL AS BOOLEAN) AS holds,
    CAST(NULL AS VARCHAR) AS provider, FALSE AS is_direct, FALSE AS is_forecast,
    spent.period_start, spent.period_end, FALSE AS is_partial, FALSE AS is_other_period,
    coalesce(inputs.missing, []) AS missing, coalesce(inputs.own, []) AS own,
    coalesce(inputs.row_ids, []) AS row_ids, coalesce(inputs.source_ids, []) AS source_ids
FROM known AS spent
INNER JOIN known AS revenue ON spent.metric = 'rd_expense' AND revenue.metric = 'revenue'
CROSS JOIN inputs
ORDER BY spent.claim_id
