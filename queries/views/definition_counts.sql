-- question: Which count stands for each calendar year under each industry definition, core industry and keyword counts apart?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   scope           VARCHAR    industry definition
--   breadth         VARCHAR    core or keyword, where one definition holds both kinds of count; else NULL
--   provider        VARCHAR    who counted; NULL = not named
--   year            INTEGER    calendar year
--   companies       DOUBLE     companies; registered
--   companies_low   DOUBLE     lower bound of what was printed
--   companies_high  DOUBLE     upper bound
--   range_low       DOUBLE     least count among the sources
--   range_high      DOUBLE     greatest count among the sources
--   is_disputed     BOOLEAN    sources disagree by more than rounding
--   is_partial      BOOLEAN    the period ends before 31 December
--   period_start    DATE       1 January
--   period_end      DATE       last day counted
--   row_ids         VARCHAR[]  rows behind it
--   source_ids      VARCHAR[]  their sources
--   named_that_year  VARCHAR[]  providers who counted that year under that definition, named ones only
--   named_ever       VARCHAR[]  providers who counted any year under that definition
WITH figured AS (
    SELECT
        figure_id,
        breadth,
        min(companies) AS range_low,
        max(companies) AS range_high,
        max(companies_low) > min(companies_high) AS is_disputed,
        list_sort(list_distinct(flatten(list(row_ids)))) AS row_ids,
        list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM count_prints
    WHERE subject = 'registrations'
    GROUP BY figure_id, breadth
),

ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY scope, breadth, provider, year ORDER BY period_end DESC, preference, row_ids
        ) AS place
    FROM count_prints
    WHERE subject = 'registrations'
)

SELECT
    ranked.scope,
    ranked.breadth,
    ranked.provider,
    ranked.year,
    ranked.companies,
    ranked.companies_low,
    ranked.companies_high,
    figured.range_low,
    figured.range_high,
    figured.is_disputed,
    NOT ranked.is_year AS is_partial,
    ranked.period_start,
    ranked.period_end,
    figured.row_ids,
    figured.source_ids,
    ranked.named_that_year,
    ranked.named_ever
FROM ranked
INNER JOIN figured ON ranked.figure_id = figured.figure_id AND ranked.breadth IS NOT DISTINCT FROM figured.breadth
WHERE ranked.place = 1
