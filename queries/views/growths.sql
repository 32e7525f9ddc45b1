-- question: How much did each figure change over the same period of the year before?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   figure_id       VARCHAR    the later figure
--   base            DOUBLE     the figure of the year before; NULL = none to compare with
--   growth          DOUBLE     fraction; NULL = not meaningful, the base is zero or less
--   growth_low      DOUBLE     lower bound, from the intervals of both prints
--   growth_high     DOUBLE     upper bound
--   growth_printed  DOUBLE     fraction, as a source prints it; NULL = none does
--   is_same_source  BOOLEAN    one source prints both figures
--   row_ids         VARCHAR[]  the two rows
--   source_ids      VARCHAR[]  their sources
-- notes:
--   Within one source where one prints both, else between the two preferred figures; never across providers, forecasters, bases, or actual and forecast.
--   Of another basis than the preferred row's nothing is computed. Counts and totals without a provider's name may rest on two providers: they are compared within one source only.
WITH prints AS (
    SELECT observations.*
    FROM observations
    INNER JOIN figures
        ON
            observations.figure_id = figures.figure_id
            AND observations.is_forecast = figures.is_forecast
            AND observations.is_standardised = figures.is_standardised
    WHERE
        NOT observations.is_misprint
        AND NOT observations.is_reprint
        AND observations.measure IN ('companies', 'value', 'amount')
),

pairs AS (
    SELECT
        later.figure_id,
        later.value AS later_value,
        later.value_low AS later_low,
        later.value_high AS later_high,
        earlier.value AS base,
        earlier.value_low AS base_low,
        earlier.value_high AS base_high,
        TRUE AS is_same_source,
        [later.row_id, earlier.row_id] AS row_ids,
        [later.source_id] AS source_ids,
        list_concat(later.preference, earlier.preference) AS preference
    FROM prints AS later
    INNER JOIN observations AS earlier
        ON
            later.subject = earlier.subject
            AND later.what = earlier.what
            AND later.source_id = earlier.source_id
            AND later.provider IS NOT DISTINCT FROM earlier.provider
            AND later.is_forecast = earlier.is_forecast
            AND later.is_standardised = earlier.is_standardised
            AND NOT earlier.is_misprint
            AND NOT earlier.is_reprint
            AND abs(date_diff('day', earlier.period_start, later.period_start) - 365) <= 8
            AND abs(date_diff('day', earlier.period_end, later.period_end) - 365) <= 8
    UNION ALL
    SELECT
        later.figure_id, later.value, later.value_low, later.value_high,
        earlier.value, earlier.value_low, earlier.value_high,
        FALSE,
        list_distinct(list_concat(later.row_ids, earlier.row_ids)),
        list_distinct(list_concat(later.source_ids, earlier.source_ids)),
        [9.0]
    FROM figures AS later
    INNER JOIN figures AS earlier
        ON
            later.subject = earlier.subject
            AND later.what = earlier.what
            AND (
                later.provider = earlier.provider
                OR (later.provider IS NULL AND earlier.provider IS NULL AND later.subject IN ('financials', 'market'))
            )
            AND later.is_forecast = earlier.is_forecast
            AND later.is_standardised = earlier.is_standardised
            AND abs(date_diff('day', earlier.period_start, later.period_start) - 365) <= 8
            AND abs(date_diff('day', earlier.period_end, later.period_end) - 365) <= 8
    WHERE later.measure IN ('companies', 'value', 'amount')
),

best AS (
    SELECT *
    FROM (
        SELECT *, row_number() OVER (PARTITION BY figure_id ORDER BY preference, row_ids) AS place
        FROM pairs
    ) AS ranked
    WHERE place = 1
),

printed AS (
    SELECT figure_id, first(growth_printed ORDER BY preference, row_id) AS growth_printed
    FROM prints
    WHERE growth_printed IS NOT NULL
    GROUP BY figure_id
)

SELECT
    coalesce(best.figure_id, printed.figure_id) AS figure_id,
    best.base,
    CASE WHEN best.base_low > 0 THEN best.later_value / best.base - 1 END AS growth,
    CASE
        WHEN best.base_low > 0
            THEN best.later_low / CASE WHEN best.later_low < 0 THEN best.base_low ELSE best.base_high END - 1
    END AS growth_low,
    CASE
        WHEN best.base_low > 0
            THEN best.later_high / CASE WHEN best.later_high < 0 THEN best.base_high ELSE best.base_low END - 1
    END AS growth_high,
    printed.growth_printed,
    best.is_same_source,
    list_sort(best.row_ids) AS row_ids,
    list_sort(best.source_ids) AS source_ids
FROM best
FULL OUTER JOIN printed ON best.figure_id = printed.figure_id
