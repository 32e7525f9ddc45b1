-- question: How much did AI-chip registrations grow in 2023, by other sources?
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
--   Growth is printed by another source, or follows from counts of both years by one provider.
WITH years AS (
    SELECT 2022 AS year
    UNION ALL
    SELECT 2023
),

counts_known AS (
    SELECT
        claims.claim_id, claims.reported_as, claims.unit, claims.period_start AS claimed_start, years.year, readings.*
    FROM claims
    CROSS JOIN years
    LEFT JOIN claim_readings AS readings
        ON
            claims.source_id = readings.claim_source_id
            AND readings.subject = 'registrations'
            AND readings.what = 'ai_chip|country|CN'
            AND readings.period_start = make_date(years.year, 1, 1)
            AND readings.period_end = make_date(years.year, 12, 31)
    WHERE claims.claim_id = 'c02'
),

pairs AS (
    SELECT
        later.claim_id, later.reported_as, later.unit, later.growth_printed,
        later.period_start, later.period_end, later.provider,
        CASE WHEN later.provider = earlier.provider THEN later.value / earlier.value - 1 END AS growth,
        CASE WHEN later.provider = earlier.provider THEN later.value_low / earlier.value_high - 1 END AS growth_low,
        CASE WHEN later.provider = earlier.provider THEN later.value_high / earlier.value_low - 1 END AS growth_high
    FROM counts_known AS later
    INNER JOIN counts_known AS earlier ON later.year = earlier.year + 1
),

inputs AS (
    SELECT
        list_sort(
            list(concat('registrations|ai_chip|', year)) FILTER (WHERE value IS NULL AND own_value IS NULL)
        ) AS missing,
        list_sort(
            list(concat('registrations|ai_chip|', year)) FILTER (WHERE value IS NULL AND own_value IS NOT NULL)
        ) AS own,
        list_sort(list_distinct(flatten(list(row_ids)))) AS row_ids,
        list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM counts_known
)

SELECT
    pairs.claim_id, CAST(NULL AS VARCHAR) AS part, pairs.reported_as AS claimed_as, pairs.unit,
    coalesce(pairs.growth_printed, pairs.growth) AS value,
    coalesce(pairs.growth_printed, pairs.growth_low) AS value_low,
    coalesce(pairs.growth_printed, pairs.growth_high) AS value_high,
    CAST(NULL AS DOUBLE) AS range_low, CAST(NULL AS DOUBLE) AS range_high,
    CAST(NULL AS DATE) AS happened_on, CAST(NULL AS DATE) AS until, CAST(NULL AS BOOLEAN) AS holds,
    pairs.provider,
    pairs.growth_printed IS NOT NULL AS is_direct, FALSE AS is_forecast,
    pairs.period_start, pairs.period_end, FALSE AS is_partial, FALSE AS is_other_period,
    CASE
        WHEN pairs.growth_printed IS NOT NULL OR pairs.growth IS NOT NULL THEN CAST([] AS VARCHAR[])
        WHEN inputs.missing IS NULL AND inputs.own IS NULL THEN ['same_provider|2022 – 2023']
        ELSE coalesce(inputs.missing, [])
    END AS missing,
    CASE WHEN pairs.growth_printed IS NULL THEN coalesce(inputs.own, []) ELSE CAST([] AS VARCHAR[]) END AS own,
    coalesce(inputs.row_ids, []) AS row_ids, coalesce(inputs.source_ids, []) AS source_ids
FROM pairs
CROSS JOIN inputs
ORDER BY pairs.claim_id
