-- question: When were export controls on advanced chips issued again in October 2023, by other sources?
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
--   Compared with the telling of another source nearest to the day claimed, at most 31 days off; a month stands for all its days.
WITH told AS (
    SELECT
        claims.claim_id, CAST(NULL AS VARCHAR) AS company_id,
        prints.is_own, prints.period_start, prints.period_end, prints.row_ids, prints.source_ids,
        greatest(
            0,
            date_diff('day', prints.period_end, claims.period_start),
            date_diff('day', claims.period_end, prints.period_start)
        ) AS days_apart
    FROM claims
    INNER JOIN other_prints AS prints ON claims.source_id = prints.claim_source_id AND prints.subject = 'events'
    INNER JOIN events ON prints.row_id = events.event_id
    INNER JOIN sources ON events.source_id = sources.source_id AND events.kind = 'export_control'
    WHERE claims.claim_id = 'c08'
),

nearest AS (
    SELECT *, row_number() OVER (PARTITION BY company_id, is_own ORDER BY days_apart, row_ids) AS place
    FROM told
    WHERE days_apart <= 31
)

SELECT
    claims.claim_id, CAST(NULL AS VARCHAR) AS part, claims.reported_as AS claimed_as, claims.unit,
    CAST(NULL AS DOUBLE) AS value, CAST(NULL AS DOUBLE) AS value_low, CAST(NULL AS DOUBLE) AS value_high,
    CAST(NULL AS DOUBLE) AS range_low, CAST(NULL AS DOUBLE) AS range_high,
    others.period_start AS happened_on, others.period_end AS until, CAST(NULL AS BOOLEAN) AS holds,
    CAST(NULL AS VARCHAR) AS provider, others.claim_id IS NOT NULL AS is_direct, FALSE AS is_forecast,
    others.period_start, others.period_end, FALSE AS is_partial, FALSE AS is_other_period,
    CASE
        WHEN others.claim_id IS NULL AND own.claim_id IS NULL THEN ['event|export_control|2023-10']
        ELSE CAST([] AS VARCHAR[])
    END AS missing,
    CASE
        WHEN others.claim_id IS NULL AND own.claim_id IS NOT NULL THEN ['event|export_control|2023-10']
        ELSE CAST([] AS VARCHAR[])
    END AS own,
    coalesce(others.row_ids, CAST([] AS VARCHAR[])) AS row_ids,
    coalesce(others.source_ids, CAST([] AS VARCHAR[])) AS source_ids
FROM claims
LEFT JOIN nearest AS others
    ON claims.claim_id = others.claim_id AND NOT others.is_own AND others.place = 1
LEFT JOIN nearest AS own
    ON claims.claim_id = own.claim_id AND own.is_own AND own.place = 1
WHERE claims.claim_id = 'c08'
ORDER BY part
