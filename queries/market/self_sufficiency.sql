-- question: Which share of the chips it needs does China make itself, by whose estimate, forecast or target?
-- params:
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   market        VARCHAR    what the share is of
--   forecaster    VARCHAR    who says so; NULL = not named
--   standing      VARCHAR    actual, forecast or target
--   vintage       VARCHAR    tells publications of a forecast apart; empty for an actual figure
--   told_on       DATE       first day a page with the forecast is known of; NULL = unknown, or actual
--   year          INTEGER    calendar year
--   period_start  DATE       first day
--   period_end    DATE       last day
--   value         DOUBLE     fraction of demand
--   value_to      DOUBLE     fraction; upper end of a printed range, else value; NULL = open
--   value_low     DOUBLE     fraction; lower bound of what was printed
--   value_high    DOUBLE     fraction; upper bound; NULL = open
--   range_low     DOUBLE     fraction; least value among its pages
--   range_high    DOUBLE     fraction; greatest value among them
--   is_disputed   BOOLEAN    pages disagree by more than rounding
--   year_low      DOUBLE     fraction; least estimate of all forecasters for that year under that definition; NULL for a forecast or target
--   year_high     DOUBLE     fraction; greatest of them
--   row_ids       VARCHAR[]  rows behind it
--   source_ids    VARCHAR[]  data/sources.csv
-- notes:
--   Definitions differ and never mix: chips made in China by anyone, by Chinese companies only, semiconductors, graphics processors for AI. The range of a year is over
--   estimates said of the past; forecasts and government targets stand apart.
SELECT
    market,
    forecaster,
    standing,
    vintage,
    told_on,
    year,
    period_start,
    period_end,
    value,
    value_to,
    value_low,
    value_high,
    range_low,
    range_high,
    is_disputed,
    CASE WHEN standing = 'actual' THEN min(range_low) OVER same_year END AS year_low,
    CASE WHEN standing = 'actual' THEN max(range_high) OVER same_year END AS year_high,
    row_ids,
    source_ids
FROM market_statements
WHERE
    indicator = 'self_sufficiency'
    AND geo = 'CN'
    AND NOT is_partial
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
WINDOW same_year AS (PARTITION BY market, standing, year)
ORDER BY market, standing, forecaster NULLS LAST, vintage, year
