-- question: What did a share of Cambricon cost at the start of 2023 and in September 2024, by other sources?
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
--   The first part is compared with the price nearest to the start of 2023, at most seven days off. The second needs a price of the last day claimed; the highest one known until then is for orientation.
WITH prices AS (
    SELECT
        claims.claim_id, claims.unit, claims.reported_as, claims.period_start AS claimed_start,
        claims.period_end AS claimed_end, readings.*
    FROM claims
    LEFT JOIN claim_readings AS readings
        ON
            claims.source_id = readings.claim_source_id
            AND readings.subject = 'financials'
            AND readings.what = 'cambricon|share_price|CNY'
            AND readings.period_end BETWEEN claims.period_start - 7 AND claims.period_end
    WHERE claims.claim_id = 'c24'
),

wanted AS (
    SELECT 'from' AS part, 'share_price|2023-01' AS code
    UNION ALL
    SELECT 'to', 'share_price|2024-09-27'
    UNION ALL
    SELECT NULL, NULL
),

told AS (
    SELECT
        wanted.part, wanted.code, prices.*,
        CASE wanted.part
            WHEN 'from' THEN abs(date_diff('day', prices.period_end, prices.claimed_start)) <= 7
            WHEN 'to' THEN prices.period_end = prices.claimed_end
            ELSE prices.period_end <= prices.claimed_end AND prices.value IS NOT NULL
        END AS is_fit
    FROM prices
    CROSS JOIN wanted
),

found AS (
    SELECT *
    FROM told
    QUALIFY row_number() OVER (
        PARTITION BY part
        ORDER BY is_fit DESC NULLS LAST, CASE WHEN part IS NULL THEN -value END, period_end
    ) = 1
)

SELECT
    claim_id, part,
    CASE part
        WHEN 'from' THEN regexp_extract(reported_as, '^(.+)涨至', 1) WHEN
            'to'
            THEN regexp_extract(reported_as, '涨至(.+)', 1)
    END AS claimed_as,
    unit,
    CASE WHEN is_fit THEN value END AS value, CASE WHEN is_fit THEN value_low END AS value_low,
    CASE WHEN is_fit THEN value_high END AS value_high,
    CASE WHEN is_fit THEN range_low END AS range_low, CASE WHEN is_fit THEN range_high END AS range_high,
    CAST(NULL AS DATE) AS happened_on, CAST(NULL AS DATE) AS until, CAST(NULL AS BOOLEAN) AS holds,
    provider, coalesce(is_fit, FALSE) AS is_direct, FALSE AS is_forecast,
    CASE WHEN is_fit THEN period_start END AS period_start, CASE WHEN is_fit THEN period_end END AS period_end,
    FALSE AS is_partial, part IS NULL AS is_other_period,
    CASE WHEN coalesce(is_fit, FALSE) OR part IS NULL THEN CAST([] AS VARCHAR[]) ELSE [code] END AS missing,
    CAST([] AS VARCHAR[]) AS own,
    CASE WHEN is_fit THEN row_ids ELSE CAST([] AS VARCHAR[]) END AS row_ids,
    CASE WHEN is_fit THEN source_ids ELSE CAST([] AS VARCHAR[]) END AS source_ids
FROM found
WHERE part IS NOT NULL OR is_fit
ORDER BY part
