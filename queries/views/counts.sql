-- question: How many companies came or went in each counted period, by provider?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   figure_id     VARCHAR    the figure
--   subject       VARCHAR    registrations, deregistrations or company_stock
--   scope         VARCHAR    industry definition
--   geo_level     VARCHAR    country, province or city
--   geo           VARCHAR    place
--   dimension     VARCHAR    what the count is broken down by; NULL = nothing; exit_kind means all exits
--   provider      VARCHAR    who counted; NULL = not named
--   year          INTEGER    calendar year of the first day; NULL = not stated
--   period_start  DATE       first day; NULL = not stated
--   period_end    DATE       last day counted
--   days          BIGINT     days counted
--   is_year       BOOLEAN    the period is a whole calendar year
--   is_to_date    BOOLEAN    the period starts on 1 January and ends in the same year
--   companies     DOUBLE     companies
--   companies_low   DOUBLE   lower bound of what was printed
--   companies_high  DOUBLE   upper bound
--   range_low     DOUBLE     least count among the sources
--   range_high    DOUBLE     greatest count among the sources
--   is_disputed   BOOLEAN    sources disagree by more than rounding
--   row_ids       VARCHAR[]  rows behind it
--   source_ids    VARCHAR[]  their sources
SELECT
    figure_id,
    subject,
    split_part(what, '|', 1) AS scope,
    split_part(what, '|', 2) AS geo_level,
    split_part(what, '|', 3) AS geo,
    nullif(concat_ws('|', nullif(split_part(what, '|', 4), ''), nullif(split_part(what, '|', 5), '')), '') AS dimension,
    provider,
    CAST(year(period_start) AS INTEGER) AS year,
    period_start,
    period_end,
    date_diff('day', period_start, period_end) + 1 AS days,
    month(period_start) = 1 AND day(period_start) = 1 AND period_end = make_date(year(period_start), 12, 31) AS is_year,
    month(period_start) = 1 AND day(period_start) = 1 AND year(period_end) = year(period_start) AS is_to_date,
    value AS companies,
    value_low AS companies_low,
    value_high AS companies_high,
    range_low,
    range_high,
    is_disputed,
    row_ids,
    source_ids
FROM figures
WHERE measure = 'companies'
