-- question: Which count stands for each calendar year, by provider: the whole year, else the longest period from 1 January?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   subject         VARCHAR    registrations or deregistrations
--   scope           VARCHAR    industry definition
--   provider        VARCHAR    who counted; NULL = not named
--   year            INTEGER    calendar year
--   companies       DOUBLE     companies
--   companies_low   DOUBLE     lower bound of what was printed
--   companies_high  DOUBLE     upper bound
--   range_low       DOUBLE     least count among the sources
--   range_high      DOUBLE     greatest count among the sources
--   is_disputed     BOOLEAN    sources disagree by more than rounding
--   is_partial      BOOLEAN    the period ends before 31 December
--   days            BIGINT     days counted
--   period_start    DATE       1 January
--   period_end      DATE       last day counted
--   row_ids         VARCHAR[]  rows behind it
--   source_ids      VARCHAR[]  their sources
--   named_that_year  VARCHAR[]  providers who counted that year, named ones only
--   named_ever       VARCHAR[]  providers who counted any year of that definition
SELECT
    subject,
    scope,
    provider,
    year,
    companies,
    companies_low,
    companies_high,
    range_low,
    range_high,
    is_disputed,
    NOT is_year AS is_partial,
    days,
    period_start,
    period_end,
    row_ids,
    source_ids,
    list(DISTINCT provider) FILTER (WHERE provider IS NOT NULL)
        OVER (PARTITION BY subject, scope, year) AS named_that_year,
    list(DISTINCT provider) FILTER (WHERE provider IS NOT NULL) OVER (PARTITION BY subject, scope) AS named_ever
FROM (
    SELECT
        *,
        row_number() OVER (PARTITION BY subject, scope, year, provider ORDER BY period_end DESC, figure_id) AS place
    FROM counts
    WHERE
        is_to_date
        AND geo_level = 'country'
        AND (dimension IS NULL OR dimension = 'exit_kind|cancelled_or_revoked')
) AS ranked
WHERE place = 1
