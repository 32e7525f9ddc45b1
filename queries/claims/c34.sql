-- question: Was NVIDIA the first chip company worth a trillion US dollars, by other sources?
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
--   The first day on which another source prints a market value of a trillion dollars or more, NVIDIA's against every other chip company's of the directory, as of the last day claimed. Days between two prints are not known.
WITH reached AS (
    SELECT
        claims.claim_id,
        companies.company_id,
        readings.value,
        readings.value_low,
        readings.value_high,
        readings.period_end,
        readings.row_ids,
        readings.source_ids
    FROM claims
    INNER JOIN claim_readings AS readings
        ON
            claims.source_id = readings.claim_source_id
            AND readings.subject = 'financials'
            AND readings.what LIKE '%|market_cap|USD'
            AND claims.reported_value <= readings.value_low
    INNER JOIN companies ON split_part(readings.what, '|', 1) = companies.company_id AND companies.segment <> 'other'
    WHERE claims.claim_id = 'c34'
    QUALIFY row_number() OVER (PARTITION BY companies.company_id ORDER BY readings.period_end) = 1
),

rivals AS (
    SELECT *
    FROM reached
    WHERE company_id <> 'nvidia'
    QUALIFY row_number() OVER (ORDER BY period_end, company_id) = 1
)

SELECT
    claims.claim_id, CAST(NULL AS VARCHAR) AS part, claims.reported_as AS claimed_as, claims.unit,
    first_one.value, first_one.value_low, first_one.value_high,
    CAST(NULL AS DOUBLE) AS range_low, CAST(NULL AS DOUBLE) AS range_high,
    first_one.period_end AS happened_on, first_one.period_end AS until,
    CASE
        WHEN first_one.claim_id IS NOT NULL
            THEN rivals.claim_id IS NULL OR first_one.period_end < rivals.period_end
        WHEN rivals.period_end <= claims.period_end THEN FALSE
    END AS holds,
    CAST(NULL AS VARCHAR) AS provider, FALSE AS is_direct, FALSE AS is_forecast,
    first_one.period_end AS period_start, first_one.period_end, FALSE AS is_partial, FALSE AS is_other_period,
    CASE
        WHEN first_one.claim_id IS NULL AND rivals.claim_id IS NULL THEN ['market_cap|nvidia']
        ELSE CAST([] AS VARCHAR[])
    END AS missing,
    CAST([] AS VARCHAR[]) AS own,
    list_sort(list_concat(coalesce(first_one.row_ids, []), coalesce(rivals.row_ids, []))) AS row_ids,
    list_sort(list_distinct(list_concat(coalesce(first_one.source_ids, []), coalesce(rivals.source_ids, []))))
        AS source_ids
FROM claims
LEFT JOIN reached AS first_one ON claims.claim_id = first_one.claim_id AND first_one.company_id = 'nvidia'
LEFT JOIN rivals ON claims.claim_id = rivals.claim_id
WHERE claims.claim_id = 'c34'
ORDER BY claims.claim_id
