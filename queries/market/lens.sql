-- question: What was a series before a happening, and what after it?
-- params:
--   event      VARCHAR    the happening: its event_group
--   series     VARCHAR    which series; meta/choices lists them
--   companies  VARCHAR[]  company ids, of a series of companies; NULL or empty = the six that come first
--   as_of      DATE       only what was published on or before this day; NULL = all
-- columns:
--   line             VARCHAR    what is compared with itself only: one provider or company, place, currency and basis
--   company_id       VARCHAR    company; NULL = not of one company
--   provider         VARCHAR    who counted or estimated; NULL = not named
--   is_one_provider  BOOLEAN    all figures of the line are of one provider; where nobody is named nothing is compared
--   geo              VARCHAR    place of a market
--   market_segment   VARCHAR    kind of product of a market
--   unit             VARCHAR    companies, CNY, USD, HKD, EUR, units or fraction
--   year             INTEGER    calendar year that holds most of the period's days
--   period_start     DATE       first day
--   period_end       DATE       last day
--   value            DOUBLE     base unit of unit
--   value_low        DOUBLE     base unit of unit; lower bound of what was printed
--   value_high       DOUBLE     base unit of unit; upper bound; NULL = open
--   is_partial       BOOLEAN    the period ends before the year does
--   is_forecast      BOOLEAN    said before the period had ended
--   is_preliminary   BOOLEAN    printed ahead of the final statement
--   is_standardised  BOOLEAN    a database's own arrangement
--   side             VARCHAR    before: the period had ended by the happening; after: it began later; during: neither
--   is_counted       BOOLEAN    among the full years, no forecasts, of which there are as many after the happening as before
--   years_before     BIGINT     full years known within three years before the happening
--   years_after      BIGINT     full years known within three years after it
--   counted_before   BIGINT     years compared before it
--   counted_after    BIGINT     years compared after it
--   mean_before      DOUBLE     base unit of unit; their mean; NULL = fewer than two years on either side
--   mean_after       DOUBLE     base unit of unit; their mean
--   change           DOUBLE     fraction; mean after over mean before; NULL = not compared, or a base of zero or less
--   change_low       DOUBLE     fraction; lower bound, from the bounds of the figures
--   change_high      DOUBLE     fraction; upper bound; NULL = open
--   growth_before    DOUBLE     fraction; growth a year between the first and the last year compared before it
--   growth_after     DOUBLE     fraction; the same after it
--   happened_on      DATE       day of the happening; with precision month or year the first day of it
--   until            DATE       the same day; with precision month or year the last day of it
--   date_precision   VARCHAR    day, month or year
--   title_zh         VARCHAR    what happened, in Chinese
--   title_en         VARCHAR    what happened, in English
--   others           BIGINT     other controls, sanctions, policies and funds of the same year
--   others_zh        VARCHAR[]  the three nearest of them, with their days, in Chinese
--   others_en        VARCHAR[]  the same in English
--   row_ids          VARCHAR[]  rows behind the figure, and the tellings of the happening
--   source_ids       VARCHAR[]  data/sources.csv
-- derived:
--   mean_before  mean(before)
--   mean_after  mean(after)
--   change  mean_after / mean_before - 1
--   growth_before  yearly(before)
--   growth_after  yearly(after)
-- notes:
--   Compared are the nearest full years within three years of the happening, as many after as before, two on each side at least; its own year is on neither side.
--   Within one provider, company, currency and basis only. Before and after is no proof of cause.
WITH points AS (
    SELECT
        series_points.*,
        happenings.happened_on, happenings.until, happenings.date_precision, happenings.title_zh, happenings.title_en,
        happenings.row_ids AS told_row_ids, happenings.source_ids AS told_source_ids,
        same_year.others, same_year.others_zh, same_year.others_en,
        NOT series_points.is_partial AND NOT series_points.is_forecast AS is_full,
        CASE
            WHEN series_points.period_end < happenings.happened_on THEN 'before'
            WHEN series_points.period_start > happenings.until THEN 'after'
            ELSE 'during'
        END AS side
    FROM series_points
    INNER JOIN happenings ON happenings.happening_id = $event
    LEFT JOIN same_year ON happenings.happening_id = same_year.happening_id
    WHERE
        series_points.series = $series
        AND (
            list_contains($companies, series_points.company_id)
            OR (series_points.place <= 6 AND (len(coalesce($companies, [])) = 0 OR series_points.company_id IS NULL))
        )
),

placed AS (
    SELECT
        *,
        CASE side
            WHEN 'before'
                THEN coalesce(min(year) FILTER (side = 'during') OVER (PARTITION BY line), year(happened_on)) - year
            WHEN 'after'
                THEN year - coalesce(max(year) FILTER (side = 'during') OVER (PARTITION BY line), year(until))
        END AS distance
    FROM points
),

nearest AS (
    SELECT *, is_full AND is_one_provider AND coalesce(distance <= 3, FALSE) AS is_near
    FROM placed
),

counted AS (
    SELECT
        *,
        is_near AND count(*) FILTER (is_near) OVER (PARTITION BY line, side ORDER BY distance) <= least(
            count(*) FILTER (is_near AND side = 'before') OVER (PARTITION BY line),
            count(*) FILTER (is_near AND side = 'after') OVER (PARTITION BY line)
        ) AS is_counted
    FROM nearest
),

sides AS (
    SELECT
        line,
        side,
        count(*) FILTER (is_near) AS known,
        count(*) FILTER (is_counted) AS years,
        avg(value) FILTER (is_counted) AS mean,
        avg(value_low) FILTER (is_counted) AS low,
        CASE WHEN bool_and(value_high IS NOT NULL OR NOT is_counted) THEN avg(value_high) FILTER (is_counted) END
            AS high,
        CASE
            WHEN min(value) FILTER (is_counted) > 0 AND count(*) FILTER (is_counted) > 1
                THEN power(
                    arg_max(value, year) FILTER (is_counted) / arg_min(value, year) FILTER (is_counted),
                    1.0 / (max(year) FILTER (is_counted) - min(year) FILTER (is_counted))
                ) - 1
        END AS growth
    FROM counted
    GROUP BY line, side
)

SELECT
    counted.line, counted.company_id, counted.provider, counted.is_one_provider, counted.geo,
    counted.segment AS market_segment, counted.unit, counted.year, counted.period_start, counted.period_end,
    counted.value, counted.value_low, counted.value_high,
    counted.is_partial, counted.is_forecast, counted.is_preliminary, counted.is_standardised,
    counted.side, counted.is_counted,
    coalesce(was.known, 0) AS years_before,
    coalesce(became.known, 0) AS years_after,
    coalesce(was.years, 0) AS counted_before,
    coalesce(became.years, 0) AS counted_after,
    CASE WHEN least(was.years, became.years) > 1 THEN was.mean END AS mean_before,
    CASE WHEN least(was.years, became.years) > 1 THEN became.mean END AS mean_after,
    CASE WHEN least(was.years, became.years) > 1 AND was.mean > 0 THEN became.mean / was.mean - 1 END AS change,
    CASE WHEN least(was.years, became.years) > 1 AND was.low > 0 THEN became.low / was.high - 1 END AS change_low,
    CASE WHEN least(was.years, became.years) > 1 AND was.low > 0 THEN became.high / was.low - 1 END AS change_high,
    CASE WHEN least(was.years, became.years) > 1 THEN was.growth END AS growth_before,
    CASE WHEN least(was.years, became.years) > 1 THEN became.growth END AS growth_after,
    counted.happened_on, counted.until, counted.date_precision, counted.title_zh, counted.title_en,
    coalesce(counted.others, 0) AS others, counted.others_zh, counted.others_en,
    list_sort(list_distinct(list_concat(counted.row_ids, counted.told_row_ids))) AS row_ids,
    list_sort(list_distinct(list_concat(counted.source_ids, counted.told_source_ids))) AS source_ids
FROM counted
LEFT JOIN sides AS was ON counted.line = was.line AND was.side = 'before'
LEFT JOIN sides AS became ON counted.line = became.line AND became.side = 'after'
ORDER BY counted.place, counted.line, counted.year
