-- question: What was forecast of each market, and what did later pages say it was?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency  VARCHAR    reported, CNY or USD: the currency a reader asks for
--   family          VARCHAR    group of definitions: ai_chip, ai_server or semiconductor
--   geo             VARCHAR    place of the market
--   market          VARCHAR    definition of the market
--   forecaster      VARCHAR    who says so; NULL = not named
--   standing        VARCHAR    actual or forecast
--   vintage         VARCHAR    tells publications of a forecast apart; empty for an actual figure
--   told_on         DATE       first day a page with the forecast is known of; NULL = unknown, or actual
--   year            INTEGER    calendar year
--   period_start    DATE       first day
--   period_end      DATE       last day
--   unit            VARCHAR    currency of value; the printed one where no rate is known
--   rate            DOUBLE     units of unit per printed one; NULL = not converted
--   value           DOUBLE     base unit; lower end of a printed range
--   value_to        DOUBLE     upper end of a printed range, else value; NULL = open
--   value_low       DOUBLE     lower bound of what was printed
--   value_high      DOUBLE     upper bound; NULL = open
--   range_low       DOUBLE     least value among its pages
--   range_high      DOUBLE     greatest value among them
--   is_disputed     BOOLEAN    pages disagree by more than rounding
--   base_year       INTEGER    year of the newest actual figure the same pages print; NULL = none
--   outcome         DOUBLE     what the same forecaster later said; NULL = not known as one number
--   error           DOUBLE     fraction; forecast over that, less one
--   error_low       DOUBLE     lower bound
--   error_high      DOUBLE     upper bound
--   row_ids         VARCHAR[]  rows behind value and outcome
--   source_ids      VARCHAR[]  their sources, and those of rate and outcome
-- notes:
--   Whole markets only, never a vendor or a part, and whole years. A base is what the very pages of the forecast print, else there is none.
WITH whole_markets AS (
    SELECT
        *,
        CASE
            WHEN market IN (
                'ai_chip', 'ai_chip_demand', 'ai_accelerator', 'ai_processor', 'genai_chip',
                'deep_learning_chipset', 'cloud_ai'
            ) THEN 'ai_chip'
            WHEN market IN (
                'ai_server', 'accelerated_server', 'gpu_server', 'ai_accelerator_server', 'ai_infrastructure'
            ) THEN 'ai_server'
            WHEN market IN (
                'semiconductor', 'ic', 'data_center_semiconductor', 'data_center_chip'
            ) THEN 'semiconductor'
        END AS family
    FROM markets_in_currency
    WHERE indicator = 'market_size' AND NOT is_partial
),

telling AS (
    SELECT geo, market, forecaster, unit, vintage, unnest(source_ids) AS source_id
    FROM market_statements
    WHERE standing = 'forecast' AND indicator = 'market_size'
),

told AS (
    SELECT geo, market, forecaster, unit, year, unnest(source_ids) AS source_id
    FROM market_statements
    WHERE standing = 'actual' AND indicator = 'market_size' AND NOT is_partial
),

bases AS (
    SELECT telling.geo, telling.market, telling.forecaster, telling.unit, telling.vintage, max(told.year) AS base_year
    FROM telling
    INNER JOIN told
        ON
            telling.source_id = told.source_id
            AND telling.geo = told.geo
            AND telling.market = told.market
            AND telling.forecaster = told.forecaster
            AND telling.unit = told.unit
    GROUP BY telling.geo, telling.market, telling.forecaster, telling.unit, telling.vintage
)

SELECT
    said.asked_currency, said.family, said.geo, said.market, said.forecaster, said.standing, said.vintage, said.told_on,
    said.year, said.period_start, said.period_end, said.unit, said.rate,
    said.value, said.value_to, said.value_low, said.value_high, said.range_low, said.range_high, said.is_disputed,
    bases.base_year,
    said.outcome, said.error, said.error_low, said.error_high, said.row_ids, said.source_ids
FROM whole_markets AS said
LEFT JOIN bases
    ON
        said.standing = 'forecast'
        AND said.geo = bases.geo
        AND said.market = bases.market
        AND said.forecaster = bases.forecaster
        AND said.vintage = bases.vintage
        AND (said.rate IS NOT NULL OR said.unit = bases.unit)
WHERE said.family IS NOT NULL
