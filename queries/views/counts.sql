-- question: How many companies came or went in each counted period, by provider?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   figure_id            VARCHAR    the figure
--   subject              VARCHAR    registrations, deregistrations or company_stock
--   scope                VARCHAR    industry definition
--   geo_level            VARCHAR    country, province or city
--   geo                  VARCHAR    place
--   dimension            VARCHAR    what the count is broken down by; NULL = nothing; exit_kind means all exits
--   provider             VARCHAR    who counted; NULL = not named
--   year                 INTEGER    calendar year of the first day; NULL = not stated
--   period_start         DATE       first day; NULL = not stated
--   period_end           DATE       last day counted
--   days                 BIGINT     days counted
--   is_year              BOOLEAN    the period is a whole calendar year
--   is_to_date           BOOLEAN    the period starts on 1 January and ends in the same year
--   companies            DOUBLE     companies
--   companies_low        DOUBLE     lower bound of what was printed
--   companies_high       DOUBLE     upper bound
--   range_low            DOUBLE     least count among the sources
--   range_high           DOUBLE     greatest count among the sources
--   is_disputed          BOOLEAN    sources disagree by more than rounding
--   growth               DOUBLE     fraction; over the same days of the year before; NULL = unknown or not meaningful
--   growth_printed       DOUBLE     fraction, as a source prints it
--   is_same_source       BOOLEAN    one source prints both counts compared
--   row_ids              VARCHAR[]  rows behind the count
--   source_ids           VARCHAR[]  their sources
--   compared_row_ids     VARCHAR[]  rows behind the count and its growth
--   compared_source_ids  VARCHAR[]  their sources
SELECT
    figures.figure_id,
    figures.subject,
    split_part(figures.what, '|', 1) AS scope,
    split_part(figures.what, '|', 2) AS geo_level,
    split_part(figures.what, '|', 3) AS geo,
    nullif(
        concat_ws('|', nullif(split_part(figures.what, '|', 4), ''), nullif(split_part(figures.what, '|', 5), '')), ''
    ) AS dimension,
    figures.provider,
    CAST(year(figures.period_start) AS INTEGER) AS year,
    figures.period_start,
    figures.period_end,
    date_diff('day', figures.period_start, figures.period_end) + 1 AS days,
    month(figures.period_start) = 1
    AND day(figures.period_start) = 1
    AND figures.period_end = make_date(year(figures.period_start), 12, 31) AS is_year,
    month(figures.period_start) = 1
    AND day(figures.period_start) = 1
    AND year(figures.period_end) = year(figures.period_start) AS is_to_date,
    figures.value AS companies,
    figures.value_low AS companies_low,
    figures.value_high AS companies_high,
    figures.range_low,
    figures.range_high,
    figures.is_disputed,
    growths.growth,
    growths.growth_printed,
    growths.is_same_source,
    figures.row_ids,
    figures.source_ids,
    list_sort(list_distinct(list_concat(figures.row_ids, coalesce(growths.row_ids, [])))) AS compared_row_ids,
    list_sort(list_distinct(list_concat(figures.source_ids, coalesce(growths.source_ids, [])))) AS compared_source_ids
FROM figures
LEFT JOIN growths ON figures.figure_id = growths.figure_id
WHERE figures.measure = 'companies'
