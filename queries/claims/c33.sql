-- question: How many mainstream AI-chip companies are there in China and overseas, by other sources?
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
--   A count of mainstream companies would have to be printed. For orientation: companies of the directory in business (private, filed for listing or listed), of any size, at least as many as there are.
WITH places AS (
    SELECT 'CN' AS part
    UNION ALL
    SELECT 'overseas'
),

counted AS (
    SELECT
        claims.claim_id, claims.reported_as, claims.unit, places.part, claims.period_start, claims.period_end,
        readings.value, readings.value_low, readings.value_high, readings.range_low, readings.range_high,
        readings.provider, readings.own_value, readings.row_ids, readings.source_ids
    FROM claims
    CROSS JOIN places
    LEFT JOIN claim_readings AS readings
        ON
            claims.source_id = readings.claim_source_id
            AND readings.subject = 'company_stock'
            AND readings.what = concat('ai_chip|country|', places.part, '|tier|mainstream')
    WHERE claims.claim_id = 'c33'
),

directory AS (
    SELECT
        claims.claim_id, claims.unit,
        CASE WHEN companies.country = 'CN' THEN 'CN' ELSE 'overseas' END AS part,
        CAST(count(*) AS DOUBLE) AS value,
        list_sort(list_distinct(flatten(list(facts.source_ids)))) AS source_ids
    FROM claims
    INNER JOIN company_facts AS facts
        ON
            facts.field = 'status'
            AND facts.value IN ('active', 'ipo_filed', 'listed')
            AND NOT list_contains(facts.source_ids, claims.source_id)
    INNER JOIN companies ON facts.company_id = companies.company_id
    WHERE claims.claim_id = 'c33'
    GROUP BY claims.claim_id, claims.unit, CASE WHEN companies.country = 'CN' THEN 'CN' ELSE 'overseas' END
)

SELECT
    claim_id,
    part,
    CAST(split_part(reported_as, ' / ', CASE part WHEN 'CN' THEN 1 ELSE 2 END) AS VARCHAR) AS claimed_as,
    unit, value, value_low, value_high, range_low, range_high,
    CAST(NULL AS DATE) AS happened_on, CAST(NULL AS DATE) AS until, CAST(NULL AS BOOLEAN) AS holds,
    provider, value IS NOT NULL AS is_direct, FALSE AS is_forecast,
    CASE WHEN value IS NOT NULL THEN period_start END AS period_start,
    CASE WHEN value IS NOT NULL THEN period_end END AS period_end,
    FALSE AS is_partial, FALSE AS is_other_period,
    CASE
        WHEN value IS NULL AND own_value IS NULL THEN [concat('mainstream|', part)]
        ELSE CAST([] AS VARCHAR[])
    END AS missing,
    CASE
        WHEN value IS NULL AND own_value IS NOT NULL THEN [concat('mainstream|', part)]
        ELSE CAST([] AS VARCHAR[])
    END AS own,
    coalesce(row_ids, CAST([] AS VARCHAR[])) AS row_ids, coalesce(source_ids, CAST([] AS VARCHAR[])) AS source_ids
FROM counted
UNION ALL
SELECT
    claim_id, part, NULL, unit, value, value, NULL, NULL, NULL, NULL, NULL, NULL,
    NULL,
    FALSE,
    FALSE,
    NULL,
    NULL,
    FALSE,
    TRUE,
    CAST([] AS VARCHAR[]),
    CAST([] AS VARCHAR[]),
    CAST([] AS VARCHAR[]),
    source_ids
FROM directory
ORDER BY is_other_period, part
