-- question: What was printed of each count since 1 January of a year, on which day, and did it change what had been printed before?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   figure_id       VARCHAR    the figure printed
--   subject         VARCHAR    registrations or deregistrations
--   scope           VARCHAR    industry definition
--   breadth         VARCHAR    core or keyword, where one definition holds both kinds of count; else NULL
--   provider        VARCHAR    who counted; NULL = not named
--   year            INTEGER    calendar year
--   period_start    DATE       1 January
--   period_end      DATE       last day counted
--   is_year         BOOLEAN    the period is a whole calendar year
--   published_on    DATE       day of the publication; NULL = the page bears no date
--   companies       DOUBLE     companies; as printed
--   companies_low   DOUBLE     lower bound of what was printed
--   companies_high  DOUBLE     upper bound
--   is_change       BOOLEAN    differs by more than rounding from the dated print before it; NULL without one
--   is_raise        BOOLEAN    above all dated prints before it by more than rounding; NULL without one
--   is_republished  BOOLEAN    the provider's counts of that year were published on several days; NULL without any day
--   row_ids         VARCHAR[]  rows behind it
--   source_ids      VARCHAR[]  their sources
--   preference      DOUBLE[]   smaller = preferred
--   named_that_year  VARCHAR[]  providers who counted that year under that definition, named ones only
--   named_ever       VARCHAR[]  providers who counted any year under that definition
-- notes:
--   Artificial intelligence is counted as a core industry (thousands) and by keyword (tens of thousands and more), by one provider too. A count limited to the core
--   industry (topic = ai_core_industry) is core, and so is one below 10,000 a year that says nothing. Prints of one number on one day are one row. Misprints are left out.
WITH prints AS (
    SELECT
        observations.figure_id,
        CASE
            WHEN counts.scope = 'artificial_intelligence'
                THEN CASE
                    WHEN counts.dimension = 'topic|ai_core_industry' OR observations.value < 10000 THEN 'core'
                    ELSE 'keyword'
                END
        END AS breadth,
        sources.published_on,
        observations.value AS companies,
        observations.value_low AS companies_low,
        observations.value_high AS companies_high,
        list_sort(list(DISTINCT observations.row_id)) AS row_ids,
        list_sort(list(DISTINCT observations.source_id)) AS source_ids,
        min(observations.preference) AS preference
    FROM observations
    INNER JOIN sources ON observations.source_id = sources.source_id
    INNER JOIN counts ON observations.figure_id = counts.figure_id
    WHERE
        NOT observations.is_misprint
        AND counts.subject IN ('registrations', 'deregistrations')
        AND counts.is_to_date
        AND counts.geo_level = 'country'
        AND (
            counts.dimension IS NULL
            OR counts.dimension IN ('exit_kind|cancelled_or_revoked', 'topic|ai_core_industry')
        )
    GROUP BY
        observations.figure_id, counts.scope, counts.dimension, sources.published_on,
        observations.value, observations.value_low, observations.value_high
),

compared AS (
    SELECT
        *,
        lag(companies_low) OVER (
            PARTITION BY figure_id, breadth ORDER BY published_on NULLS LAST, preference, row_ids
        ) AS low_before,
        lag(companies_high) OVER (
            PARTITION BY figure_id, breadth ORDER BY published_on NULLS LAST, preference, row_ids
        ) AS high_before,
        max(companies_high) OVER (
            PARTITION BY figure_id, breadth ORDER BY published_on NULLS LAST, preference, row_ids
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS highest_before
    FROM prints
)

SELECT
    compared.figure_id,
    counts.subject,
    counts.scope,
    compared.breadth,
    counts.provider,
    counts.year,
    counts.period_start,
    counts.period_end,
    counts.is_year,
    compared.published_on,
    compared.companies,
    compared.companies_low,
    compared.companies_high,
    CASE
        WHEN compared.published_on IS NOT NULL
            THEN compared.companies_low > compared.high_before OR compared.companies_high < compared.low_before
    END AS is_change,
    CASE WHEN compared.published_on IS NOT NULL THEN compared.companies_low > compared.highest_before END AS is_raise,
    max(compared.published_on) OVER (PARTITION BY counts.subject, counts.scope, counts.year, counts.provider)
    > min(compared.published_on) OVER (PARTITION BY counts.subject, counts.scope, counts.year, counts.provider)
        AS is_republished,
    compared.row_ids,
    compared.source_ids,
    compared.preference,
    list_sort(
        list(DISTINCT counts.provider) FILTER (WHERE counts.provider IS NOT NULL)
            OVER (PARTITION BY counts.subject, counts.scope, counts.year)
    ) AS named_that_year,
    list_sort(
        list(DISTINCT counts.provider) FILTER (WHERE counts.provider IS NOT NULL)
            OVER (PARTITION BY counts.subject, counts.scope)
    ) AS named_ever
FROM compared
INNER JOIN counts ON compared.figure_id = counts.figure_id
