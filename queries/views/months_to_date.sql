-- question: Which registrations were counted from 1 January to the end of a month, and how did they grow?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   scope           VARCHAR    industry definition
--   provider        VARCHAR    who counted; NULL = not named
--   year            INTEGER    calendar year
--   through_month   INTEGER    last month counted
--   companies       DOUBLE     companies
--   range_low       DOUBLE     least count among the sources
--   range_high      DOUBLE     greatest count among the sources
--   is_disputed     BOOLEAN    sources disagree by more than rounding
--   growth          DOUBLE     fraction; over the same months of the year before; NULL = unknown or not meaningful
--   growth_printed  DOUBLE     fraction, as a source prints it
--   is_same_source  BOOLEAN    one source prints both counts compared
--   period_start    DATE       1 January
--   period_end      DATE       last day counted
--   row_ids         VARCHAR[]  rows behind the count and its growth
--   source_ids      VARCHAR[]  their sources
SELECT
    counts.scope,
    counts.provider,
    counts.year,
    CAST(month(counts.period_end) AS INTEGER) AS through_month,
    counts.companies,
    counts.range_low,
    counts.range_high,
    counts.is_disputed,
    growths.growth,
    growths.growth_printed,
    growths.is_same_source,
    counts.period_start,
    counts.period_end,
    list_sort(list_distinct(list_concat(counts.row_ids, coalesce(growths.row_ids, [])))) AS row_ids,
    list_sort(list_distinct(list_concat(counts.source_ids, coalesce(growths.source_ids, [])))) AS source_ids
FROM counts
LEFT JOIN growths ON counts.figure_id = growths.figure_id
WHERE
    counts.subject = 'registrations'
    AND counts.geo_level = 'country'
    AND counts.dimension IS NULL
    AND counts.is_to_date
    AND NOT counts.is_year
    AND day(counts.period_end + 1) = 1
