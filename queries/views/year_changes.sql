-- question: Which count stands for each calendar year, by provider, and how did it change over the year before?
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
--   growth          DOUBLE     fraction; over nearly the same days of the year before; NULL = no like count is known
--   growth_printed  DOUBLE     fraction, as a source prints it
--   is_same_source  BOOLEAN    one source prints both counts compared; NULL = no growth
--   row_ids         VARCHAR[]  rows behind the count and its growth
--   source_ids      VARCHAR[]  their sources
SELECT
    year_counts.subject,
    year_counts.scope,
    year_counts.provider,
    year_counts.year,
    year_counts.companies,
    year_counts.companies_low,
    year_counts.companies_high,
    year_counts.range_low,
    year_counts.range_high,
    year_counts.is_disputed,
    year_counts.is_partial,
    year_counts.days,
    year_counts.period_start,
    year_counts.period_end,
    growths.growth,
    growths.growth_printed,
    growths.is_same_source,
    list_sort(list_distinct(list_concat(year_counts.row_ids, coalesce(growths.row_ids, [])))) AS row_ids,
    list_sort(list_distinct(list_concat(year_counts.source_ids, coalesce(growths.source_ids, [])))) AS source_ids
FROM year_counts
LEFT JOIN growths ON year_counts.figure_id = growths.figure_id
