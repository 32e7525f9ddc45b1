-- question: What did each forecaster say of each market and period, each publication of a forecast apart?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   indicator       VARCHAR    what is measured, a value of market.indicator
--   geo             VARCHAR    place of the market
--   market          VARCHAR    definition of the market, vendor or group of vendors: market.segment
--   unit            VARCHAR    USD, CNY, units or fraction
--   forecaster      VARCHAR    who says so; NULL = not named
--   standing        VARCHAR    actual, forecast or target
--   vintage         VARCHAR    tells publications of a forecast apart; empty for an actual figure
--   told_on         DATE       first day a page with the forecast is known of; NULL = no page has a day, or actual
--   period_start    DATE       first day
--   period_end      DATE       last day
--   year            INTEGER    calendar year of the last day
--   is_partial      BOOLEAN    not a whole calendar year
--   value           DOUBLE     base unit; lower end of a printed range
--   value_to        DOUBLE     upper end of a printed range, else value; NULL = open
--   value_low       DOUBLE     lower bound of what was printed
--   value_high      DOUBLE     upper bound; NULL = open
--   range_low       DOUBLE     least value among its pages
--   range_high      DOUBLE     greatest value among them
--   is_disputed     BOOLEAN    pages disagree by more than rounding
--   growth_printed  DOUBLE     fraction; as the preferred page prints it; NULL = not printed
--   row_ids         VARCHAR[]  rows behind it
--   source_ids      VARCHAR[]  their sources
-- notes:
--   A forecast printed again, equal within rounding, is the one of the earliest day; a page with one such number tells all its numbers of that day.
--   Pages without a day that share no number with a dated one stand apart. Neither forecasters nor definitions of a market are ever joined.
WITH prints AS (
    SELECT
        observations.row_id,
        concat_ws('|', observations.what, coalesce(observations.provider, '')) AS series,
        market.indicator,
        market.geo,
        market.segment AS market,
        market.unit,
        market.forecaster,
        CASE
            WHEN market.forecaster = 'Chinese government target' THEN 'target'
            WHEN observations.is_forecast THEN 'forecast'
            ELSE 'actual'
        END AS standing,
        observations.period_start,
        observations.period_end,
        observations.value,
        market.value_high AS value_to,
        observations.value_low,
        observations.value_high,
        observations.growth_printed,
        observations.source_id,
        sources.published_on,
        observations.preference
    FROM observations
    INNER JOIN market ON observations.row_id = market.row_id
    INNER JOIN sources ON observations.source_id = sources.source_id
    WHERE observations.subject = 'market' AND NOT observations.is_misprint
),

retold AS (
    SELECT
        prints.row_id,
        min(earlier.published_on) AS told_on,
        min(earlier.source_id) AS first_source
    FROM prints
    INNER JOIN prints AS earlier
        ON
            prints.series = earlier.series
            AND prints.standing = earlier.standing
            AND prints.period_start = earlier.period_start
            AND prints.period_end = earlier.period_end
            AND coalesce(prints.value_low <= earlier.value_high, TRUE)
            AND coalesce(prints.value_high >= earlier.value_low, TRUE)
    WHERE prints.standing <> 'actual'
    GROUP BY prints.row_id
),

dated AS (
    SELECT
        prints.*,
        min(retold.told_on) OVER page AS told_on,
        CASE
            WHEN prints.standing = 'actual' THEN ''
            ELSE coalesce(CAST(min(retold.told_on) OVER page AS VARCHAR), min(retold.first_source) OVER page)
        END AS vintage
    FROM prints
    LEFT JOIN retold ON prints.row_id = retold.row_id
    WINDOW page AS (PARTITION BY prints.source_id, prints.series, prints.standing)
),

ranked AS (
    SELECT
        *,
        row_number() OVER same AS place,
        min(value) OVER statement AS range_low,
        max(coalesce(value_to, value)) OVER statement AS range_high,
        coalesce(max(value_low) OVER statement > min(value_high) OVER statement, FALSE) AS is_disputed,
        list(row_id) OVER statement AS row_ids,
        list(source_id) OVER statement AS source_ids
    FROM dated
    WINDOW
        statement AS (PARTITION BY series, standing, vintage, period_start, period_end),
        same AS (PARTITION BY series, standing, vintage, period_start, period_end ORDER BY preference, row_id)
)

SELECT
    indicator, geo, market, unit, forecaster, standing, vintage, told_on, period_start, period_end,
    CAST(year(period_end) AS INTEGER) AS year,
    period_start <> make_date(year(period_end), 1, 1)
    OR period_end <> make_date(year(period_end), 12, 31) AS is_partial,
    value, value_to, value_low, value_high, range_low, range_high, is_disputed, growth_printed,
    list_sort(row_ids) AS row_ids,
    list_sort(list_distinct(source_ids)) AS source_ids
FROM ranked
WHERE place = 1
