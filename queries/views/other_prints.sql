-- question: What do sources other than a claim's own print, and what follows from them by subtraction?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   claim_source_id  VARCHAR    source of claims, which never counts for them
--   is_own           BOOLEAN    printed by that source or a copy of it
--   row_id           VARCHAR    row; of a derived figure the longer period's
--   subject          VARCHAR    table
--   what             VARCHAR    what is counted or measured
--   provider         VARCHAR    who counted or forecast; NULL = not named
--   period_start     DATE       first day
--   period_end       DATE       last day; of a reprint the earliest end printed
--   fiscal_label     VARCHAR    fiscal period; NULL outside financials
--   value            DOUBLE     base unit; NULL for a happening
--   value_low        DOUBLE     lower bound
--   value_high       DOUBLE     upper bound; NULL = open
--   is_forecast      BOOLEAN    said before the period had ended
--   is_standardised  BOOLEAN    a database's own arrangement of the statement
--   is_derived       BOOLEAN    by subtraction
--   growth_printed   DOUBLE     change over the year before as printed, a fraction
--   source_id        VARCHAR    source; NULL = derived from several
--   row_ids          VARCHAR[]  rows behind it
--   source_ids       VARCHAR[]  their sources
--   preference       DOUBLE[]   smaller = preferred
-- notes:
--   A copy is a page at the same address, or one whose publisher names the claim's source (in brackets or after via).
WITH publications AS (
    SELECT DISTINCT sources.source_id, sources.url, sources.publisher
    FROM claims
    INNER JOIN sources ON claims.source_id = sources.source_id
),

copies AS (
    SELECT
        publications.source_id AS claim_source_id,
        sources.source_id
    FROM publications
    INNER JOIN sources
        ON
            publications.source_id = sources.source_id
            OR publications.url = sources.url
            OR contains(sources.publisher, trim(split_part(publications.publisher, '/', 1)))
)

SELECT
    publications.source_id AS claim_source_id,
    copies.source_id IS NOT NULL AS is_own,
    observations.row_id, observations.subject, observations.what, observations.provider,
    observations.period_start, observations.period_end, observations.fiscal_label,
    observations.value, observations.value_low, observations.value_high,
    observations.is_forecast, observations.is_standardised, FALSE AS is_derived, observations.growth_printed,
    observations.source_id, [observations.row_id] AS row_ids, [observations.source_id] AS source_ids,
    observations.preference
FROM observations
CROSS JOIN publications
LEFT JOIN copies
    ON publications.source_id = copies.claim_source_id AND observations.source_id = copies.source_id
WHERE NOT observations.is_misprint AND (observations.value IS NOT NULL OR observations.subject = 'events')
UNION ALL
SELECT
    publications.source_id, FALSE, derivations.row_ids[1], 'financials', derivations.what, NULL,
    derivations.period_start, derivations.period_end, derivations.fiscal_label,
    derivations.value, derivations.value_low, derivations.value_high,
    FALSE, derivations.is_standardised, TRUE, NULL,
    NULL, derivations.row_ids, derivations.source_ids, derivations.preference
FROM derivations
CROSS JOIN publications
WHERE NOT EXISTS (
    SELECT 1
    FROM copies
    WHERE
        copies.claim_source_id = publications.source_id
        AND list_contains(derivations.source_ids, copies.source_id)
)
