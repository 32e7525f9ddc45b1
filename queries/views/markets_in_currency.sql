-- question: What did each forecaster say of each market in the currency asked for, and what did the same forecaster later say it was?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency  VARCHAR    reported, CNY or USD: the currency a reader asks for
--   indicator       VARCHAR    what is measured, a value of market.indicator
--   geo             VARCHAR    place of the market
--   market          VARCHAR    definition of the market
--   unit            VARCHAR    unit of value: a currency, units or fraction; the printed currency where no rate is known
--   rate            DOUBLE     units of unit per printed one; NULL = not converted
--   forecaster      VARCHAR    who says so; NULL = not named
--   standing        VARCHAR    actual, forecast or target
--   vintage         VARCHAR    tells publications of a forecast apart; empty for an actual figure
--   told_on         DATE       first day a page with the forecast is known of; NULL = unknown, or actual
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
--   growth_printed  DOUBLE     fraction; as printed
--   outcome         DOUBLE     of a forecast, what the same forecaster later said of the same market and period; NULL = not known as one number
--   error           DOUBLE     fraction; forecast over that, less one
--   error_low       DOUBLE     lower bound, from the intervals of both
--   error_high      DOUBLE     upper bound
--   row_ids         VARCHAR[]  rows behind value and outcome
--   source_ids      VARCHAR[]  their sources, and those of rate and outcome
-- notes:
--   A forecast is set against an actual figure of the same forecaster, place, definition and unit only, and where both are one number, no range and no lower bound.
WITH settled AS (
    SELECT
        said.*,
        later.value AS outcome,
        said.value / later.value - 1 AS error,
        said.value_low / later.value_high - 1 AS error_low,
        said.value_high / later.value_low - 1 AS error_high,
        coalesce(later.row_ids, []) AS later_row_ids,
        coalesce(later.source_ids, []) AS later_source_ids
    FROM market_statements AS said
    LEFT JOIN market_statements AS later
        ON
            said.standing = 'forecast'
            AND later.standing = 'actual'
            AND said.indicator = later.indicator
            AND said.geo = later.geo
            AND said.market = later.market
            AND said.unit = later.unit
            AND said.forecaster = later.forecaster
            AND said.period_start = later.period_start
            AND said.period_end = later.period_end
            AND said.value = said.value_to
            AND later.value = later.value_to
            AND later.value_low > 0
)

SELECT
    asked.currency AS asked_currency,
    settled.indicator,
    settled.geo,
    settled.market,
    CASE WHEN fx.rate IS NULL OR asked.currency = 'reported' THEN settled.unit ELSE asked.currency END AS unit,
    CASE WHEN asked.currency <> 'reported' AND asked.currency <> settled.unit THEN fx.rate END AS rate,
    settled.forecaster,
    settled.standing,
    settled.vintage,
    settled.told_on,
    settled.period_start,
    settled.period_end,
    settled.year,
    settled.is_partial,
    settled.value * coalesce(fx.rate, 1) AS value,
    settled.value_to * coalesce(fx.rate, 1) AS value_to,
    settled.value_low * coalesce(fx.rate, 1) AS value_low,
    settled.value_high * coalesce(fx.rate, 1) AS value_high,
    settled.range_low * coalesce(fx.rate, 1) AS range_low,
    settled.range_high * coalesce(fx.rate, 1) AS range_high,
    settled.is_disputed,
    settled.growth_printed,
    settled.outcome * coalesce(fx.rate, 1) AS outcome,
    settled.error,
    settled.error_low,
    settled.error_high,
    list_sort(list_concat(settled.row_ids, settled.later_row_ids)) AS row_ids,
    list_sort(list_distinct(list_concat(
        list_concat(settled.source_ids, settled.later_source_ids), coalesce(fx.source_ids, [])
    ))) AS source_ids
FROM settled
CROSS JOIN (VALUES ('reported'), ('CNY'), ('USD')) AS asked (currency)
LEFT JOIN fx ON settled.unit = fx.from_currency AND asked.currency = fx.to_currency AND settled.year = fx.year
