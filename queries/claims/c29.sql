-- question: How fast does the world's AI-chip market grow in 2025 by Gartner, as other sources print it?
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
--   As another source prints Gartner's growth, else from two years of one forecast, printed by one source.
WITH prints AS (
    SELECT claims.claim_id, claims.reported_as, claims.unit, others.*
    FROM claims
    INNER JOIN other_prints AS others
        ON
            claims.source_id = others.claim_source_id
            AND NOT others.is_own
            AND others.what = 'market_size|world|ai_chip|USD'
            AND others.provider = 'Gartner'
    WHERE claims.claim_id = 'c29'
),

growths_known AS (
    SELECT
        later.provider, later.is_forecast, later.period_start, later.period_end, later.preference,
        coalesce(later.growth_printed, later.value / earlier.value - 1) AS value,
        coalesce(later.growth_printed, later.value_low / earlier.value_high - 1) AS value_low,
        coalesce(later.growth_printed, later.value_high / earlier.value_low - 1) AS value_high,
        later.growth_printed IS NOT NULL AS is_direct,
        [later.row_id, earlier.row_id] AS row_ids,
        [later.source_id] AS source_ids
    FROM prints AS later
    LEFT JOIN prints AS earlier
        ON later.source_id = earlier.source_id AND year(earlier.period_start) = 2024
    WHERE year(later.period_start) = 2025 AND (later.growth_printed IS NOT NULL OR earlier.value IS NOT NULL)
),

trail AS (
    SELECT
        min(value) AS range_low, max(value) AS range_high,
        list_sort(list_distinct(flatten(list(row_ids)))) AS row_ids,
        list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM growths_known
)

SELECT
    claims.claim_id, CAST(NULL AS VARCHAR) AS part, claims.reported_as AS claimed_as, claims.unit,
    known.value, known.value_low, known.value_high, trail.range_low, trail.range_high,
    CAST(NULL AS DATE) AS happened_on, CAST(NULL AS DATE) AS until, CAST(NULL AS BOOLEAN) AS holds,
    known.provider, coalesce(known.is_direct, FALSE) AS is_direct, coalesce(known.is_forecast, FALSE) AS is_forecast,
    known.period_start, known.period_end, FALSE AS is_partial, FALSE AS is_other_period,
    CASE
        WHEN known.value IS NULL THEN ['market_size|world|2025', 'market_size|world|2024']
        ELSE CAST([] AS VARCHAR[])
    END AS missing,
    CAST([] AS VARCHAR[]) AS own,
    coalesce(trail.row_ids, []) AS row_ids, coalesce(trail.source_ids, []) AS source_ids
FROM claims
CROSS JOIN trail
LEFT JOIN growths_known AS known ON claims.period_start = known.period_start
WHERE claims.claim_id = 'c29'
QUALIFY
    row_number() OVER (
        ORDER BY known.is_direct DESC, abs(known.value - claims.reported_value), known.preference
    ) = 1
ORDER BY claims.claim_id
