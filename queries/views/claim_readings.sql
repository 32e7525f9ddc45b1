-- question: What do sources other than a claim's own say of each figure, and does its own print it?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   claim_source_id  VARCHAR    source of claims, which never counts for them
--   subject          VARCHAR    table
--   what             VARCHAR    what is counted or measured
--   period_start     DATE       first day
--   period_end       DATE       last day; of a reprint the earliest end printed
--   fiscal_label     VARCHAR    fiscal period; NULL outside financials
--   provider         VARCHAR    who counted or forecast the value; NULL = not named
--   value            DOUBLE     what the others say, preferred, base unit; NULL = none of them prints it
--   value_low        DOUBLE     lower bound of that print
--   value_high       DOUBLE     upper bound; NULL = open
--   range_low        DOUBLE     least value among the others
--   range_high       DOUBLE     greatest value among them
--   is_forecast      BOOLEAN    the value is a forecast
--   is_standardised  BOOLEAN    the value is a database's own arrangement: no as-reported figure is known
--   is_derived       BOOLEAN    by subtraction
--   growth_printed   DOUBLE     change over the year before as one of the others prints it, a fraction
--   own_value        DOUBLE     what the claim's own source prints, never counted; NULL = nothing
--   row_ids          VARCHAR[]  rows of the others
--   source_ids       VARCHAR[]  their sources
-- notes:
--   Preferred is as reported before standardised, then the provider whom the claim's source names, of several forecasts of one forecaster the one
--   nearest to the claim (its vintage), then the order of preference. The range leaves out what is preliminary or standardised where the preferred is not.
WITH own AS (
    SELECT
        claim_source_id, subject, what, period_start, period_end,
        min(provider) AS provider,
        min(value) AS value
    FROM other_prints
    WHERE is_own AND value IS NOT NULL
    GROUP BY claim_source_id, subject, what, period_start, period_end
),

ranked AS (
    SELECT
        others.*,
        own.value AS own_value,
        row_number() OVER (
            PARTITION BY
                others.claim_source_id, others.subject, others.what, others.period_start, others.period_end
            ORDER BY
                others.is_standardised,
                coalesce(others.provider = own.provider, FALSE) DESC,
                CASE WHEN others.is_forecast AND others.provider = own.provider THEN abs(others.value - own.value) END,
                others.preference, others.row_id
        ) AS place
    FROM other_prints AS others
    LEFT JOIN own
        ON
            others.claim_source_id = own.claim_source_id
            AND others.subject = own.subject
            AND others.what = own.what
            AND others.period_start = own.period_start
            AND others.period_end = own.period_end
    WHERE NOT others.is_own AND others.value IS NOT NULL
),

trails AS (
    SELECT
        best.row_id,
        best.claim_source_id,
        best.what,
        best.period_start,
        best.period_end,
        min(ranked.value) FILTER (
            WHERE ranked.is_standardised = best.is_standardised AND ranked.preference[4] <= best.preference[4]
        ) AS range_low,
        max(ranked.value) FILTER (
            WHERE ranked.is_standardised = best.is_standardised AND ranked.preference[4] <= best.preference[4]
        ) AS range_high,
        min(ranked.growth_printed) AS growth_printed,
        list_sort(list_distinct(flatten(list(ranked.row_ids)))) AS row_ids,
        list_sort(list_distinct(flatten(list(ranked.source_ids)))) AS source_ids
    FROM ranked AS best
    INNER JOIN ranked
        ON
            best.claim_source_id = ranked.claim_source_id
            AND best.subject = ranked.subject
            AND best.what = ranked.what
            AND best.period_start = ranked.period_start
            AND best.period_end = ranked.period_end
    WHERE best.place = 1
    GROUP BY best.row_id, best.claim_source_id, best.what, best.period_start, best.period_end
)

SELECT
    best.claim_source_id, best.subject, best.what, best.period_start, best.period_end, best.fiscal_label,
    best.provider, best.value, best.value_low, best.value_high, trails.range_low, trails.range_high,
    best.is_forecast, best.is_standardised, best.is_derived, trails.growth_printed, best.own_value,
    trails.row_ids, trails.source_ids
FROM ranked AS best
INNER JOIN trails
    ON
        best.row_id = trails.row_id
        AND best.claim_source_id = trails.claim_source_id
        AND best.what = trails.what
        AND best.period_start = trails.period_start
        AND best.period_end = trails.period_end
WHERE best.place = 1
UNION ALL
SELECT
    own.claim_source_id, own.subject, own.what, own.period_start, own.period_end, NULL,
    own.provider, NULL, NULL, NULL, NULL, NULL, FALSE, FALSE, FALSE, NULL, own.value,
    CAST([] AS VARCHAR[]), CAST([] AS VARCHAR[])
FROM own
LEFT JOIN ranked
    ON
        own.claim_source_id = ranked.claim_source_id
        AND own.subject = ranked.subject
        AND own.what = ranked.what
        AND own.period_start = ranked.period_start
        AND own.period_end = ranked.period_end
WHERE ranked.row_id IS NULL
