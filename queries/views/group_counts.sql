-- question: How many of the companies gone belong to a group (an age, a capital, a founding period), and what share of the total is that?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   scope           VARCHAR    industry definition
--   dimension       VARCHAR    what the group is told by
--   dimension_value  VARCHAR   the group
--   provider        VARCHAR    who counted; NULL = not named
--   companies       DOUBLE     companies; of the group
--   companies_low   DOUBLE     lower bound of what was printed
--   companies_high  DOUBLE     upper bound
--   total           DOUBLE     companies; the total that the same source prints for the same period; NULL = it prints none
--   total_low       DOUBLE     lower bound
--   total_high      DOUBLE     upper bound
--   total_is        VARCHAR    deregistrations (all gone) or registrations (all registered in the period)
--   period_start    DATE       first day; NULL = not stated
--   period_end      DATE       last day counted
--   row_ids         VARCHAR[]  rows behind the count and its total
--   source_ids      VARCHAR[]  their sources
WITH parts AS (
    SELECT
        *,
        dimension = 'exit_kind_within_cohort' AS is_cohort,
        concat_ws('|', scope, geo_level, geo) AS whole
    FROM (
        SELECT
            *,
            split_part(what, '|', 1) AS scope,
            split_part(what, '|', 2) AS geo_level,
            split_part(what, '|', 3) AS geo,
            split_part(what, '|', 4) AS dimension,
            split_part(what, '|', 5) AS dimension_value
        FROM figures
        WHERE subject = 'deregistrations'
    ) AS told
    WHERE geo_level = 'country' AND dimension <> '' AND NOT ends_with(what, '|exit_kind|cancelled_or_revoked')
),

printed AS (
    SELECT
        parts.*,
        totals.row_id AS total_row,
        totals.value AS total,
        totals.value_low AS total_low,
        totals.value_high AS total_high,
        row_number() OVER (
            PARTITION BY parts.figure_id ORDER BY totals.value IS NULL, observations.preference, totals.row_id
        ) AS place,
        observations.value AS printed_value,
        observations.value_low AS printed_low,
        observations.value_high AS printed_high
    FROM parts
    INNER JOIN observations ON parts.figure_id = observations.figure_id AND NOT observations.is_misprint
    LEFT JOIN observations AS totals
        ON
            observations.source_id = totals.source_id
            AND totals.subject = CASE WHEN parts.is_cohort THEN 'registrations' ELSE 'deregistrations' END
            AND totals.what
            = CASE WHEN parts.is_cohort THEN parts.whole ELSE concat(parts.whole, '|exit_kind|cancelled_or_revoked') END
            AND parts.provider IS NOT DISTINCT FROM totals.provider
            AND parts.period_start IS NOT DISTINCT FROM totals.period_start
            AND parts.period_end IS NOT DISTINCT FROM totals.period_end
            AND NOT totals.is_misprint
)

SELECT
    scope,
    dimension,
    dimension_value,
    provider,
    printed_value AS companies,
    printed_low AS companies_low,
    printed_high AS companies_high,
    total,
    total_low,
    total_high,
    CASE WHEN total IS NULL THEN NULL WHEN is_cohort THEN 'registrations' ELSE 'deregistrations' END AS total_is,
    period_start,
    period_end,
    list_sort(list_distinct(list_concat(row_ids, CASE WHEN total IS NULL THEN [] ELSE [total_row] END))) AS row_ids,
    source_ids
FROM printed
WHERE place = 1
