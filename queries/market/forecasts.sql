-- question: What was each market forecast to be, by forecaster and day of publication, and what did later pages say it was?
-- params:
--   market     VARCHAR  ai_chip, ai_server or semiconductor: a group of definitions; NULL = ai_chip
--   currency   VARCHAR  reported, CNY or USD at the year's average rate
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   geo           VARCHAR    place of the market
--   market        VARCHAR    definition of the market
--   forecaster    VARCHAR    who says so; NULL = not named
--   standing      VARCHAR    actual or forecast
--   vintage       VARCHAR    tells publications of a forecast apart; empty for an actual figure
--   told_on       DATE       first day a page with the forecast is known of; NULL = unknown, or actual
--   year          INTEGER    calendar year
--   period_start  DATE       first day
--   period_end    DATE       last day
--   unit          VARCHAR    currency of value
--   rate          DOUBLE     units of unit per printed one; NULL = not converted
--   value         DOUBLE     base unit of unit; lower end of a printed range
--   value_to      DOUBLE     base unit of unit; upper end of a printed range, else value; NULL = open
--   value_low     DOUBLE     base unit of unit; lower bound of what was printed
--   value_high    DOUBLE     base unit of unit; upper bound; NULL = open
--   range_low     DOUBLE     base unit of unit; least value among its pages
--   range_high    DOUBLE     base unit of unit; greatest value among them
--   is_disputed   BOOLEAN    pages disagree by more than rounding
--   base_year     INTEGER    year of the newest actual figure the same pages print; NULL = none
--   outcome       DOUBLE     base unit of unit; what the same forecaster later said; NULL = not known as one number
--   error         DOUBLE     fraction; forecast over that, less one
--   error_low     DOUBLE     fraction; lower bound, from the intervals of both
--   error_high    DOUBLE     fraction; upper bound
--   row_ids       VARCHAR[]  rows behind value and outcome
--   source_ids    VARCHAR[]  data/sources.csv
-- derived:
--   error  value / outcome - 1
-- notes:
--   Forecasters and definitions never mix: a forecast is set against what the same forecaster later said under the same definition only. A forecast printed again
--   is of its earliest known day. Amounts of years without a rate stay in the printed currency.
SELECT
    geo,
    market,
    forecaster,
    standing,
    vintage,
    told_on,
    year,
    period_start,
    period_end,
    unit,
    rate,
    value,
    value_to,
    value_low,
    value_high,
    range_low,
    range_high,
    is_disputed,
    base_year,
    outcome,
    error,
    error_low,
    error_high,
    row_ids,
    source_ids
FROM market_forecasts
WHERE
    asked_currency = coalesce($currency, 'reported')
    AND family = coalesce($market, 'ai_chip')
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
ORDER BY geo DESC, market, forecaster, standing, vintage, year, unit
