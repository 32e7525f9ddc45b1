-- question: What is Cambricon's result excluding non-recurring items of FY2020 by other sources?
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
--   Printed, or derived by subtraction of cumulative reports (nine months less the third quarter).
WITH found AS (
    SELECT
        claims.claim_id, claims.reported_as, claims.unit, claims.period_end AS claimed_end, readings.*
    FROM claims
    LEFT JOIN claim_readings AS readings
        ON
            claims.source_id = readings.claim_source_id
            AND readings.subject = 'financials'
            AND readings.what = 'cambricon|net_profit_excl_nonrecurring|CNY'
            AND claims.period_start = readings.period_start
            AND (claims.period_end = readings.period_end OR claims.reported_value = readings.own_value)
    WHERE claims.claim_id = 'c15'
    QUALIFY row_number() OVER (ORDER BY readings.own_value IS NULL, readings.period_end DESC) = 1
)

SELECT
    claim_id, CAST(NULL AS VARCHAR) AS part, reported_as AS claimed_as, unit,
    value, value_low, value_high, range_low, range_high,
    CAST(NULL AS DATE) AS happened_on, CAST(NULL AS DATE) AS until, CAST(NULL AS BOOLEAN) AS holds,
    CASE WHEN value IS NOT NULL THEN provider END AS provider,
    value IS NOT NULL AND NOT is_derived AS is_direct, coalesce(is_forecast, FALSE) AS is_forecast,
    period_start, period_end,
    coalesce(period_end < claimed_end, FALSE) AS is_partial,
    FALSE AS is_other_period,
    CASE
        WHEN what IS NULL THEN ['net_profit_excl_nonrecurring|FY2020']
        ELSE CAST([] AS VARCHAR[])
    END AS missing,
    CASE
        WHEN what IS NOT NULL AND value IS NULL THEN ['net_profit_excl_nonrecurring|FY2020']
        ELSE CAST([] AS VARCHAR[])
    END AS own,
    coalesce(row_ids, CAST([] AS VARCHAR[])) AS row_ids,
    coalesce(source_ids, CAST([] AS VARCHAR[])) AS source_ids
FROM found
ORDER BY is_other_period, period_end
