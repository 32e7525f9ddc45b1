-- question: Which share of AI accelerators in China do vendors have, by whose count?
-- params:
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   market        VARCHAR    a vendor, a group of vendors or a kind of chip
--   forecaster    VARCHAR    who counted; NULL = not named
--   standing      VARCHAR    actual or forecast
--   vintage       VARCHAR    tells publications of a forecast apart; empty for an actual figure
--   told_on       DATE       first day a page with the forecast is known of; NULL = unknown, or actual
--   year          INTEGER    calendar year
--   period_start  DATE       first day
--   period_end    DATE       last day
--   is_partial    BOOLEAN    not a whole calendar year
--   value         DOUBLE     fraction of the market; lower end of a printed range
--   value_to      DOUBLE     fraction; upper end of a printed range, else value; NULL = open
--   value_low     DOUBLE     fraction; lower bound of what was printed
--   value_high    DOUBLE     fraction; upper bound; NULL = open
--   range_low     DOUBLE     fraction; least value among its pages
--   range_high    DOUBLE     fraction; greatest value among them
--   is_disputed   BOOLEAN    pages disagree by more than rounding
--   row_ids       VARCHAR[]  rows behind it
--   source_ids    VARCHAR[]  data/sources.csv
-- notes:
--   Shares are of one forecaster and period each and never added up across either; groups and vendors overlap. No remainder is computed: what no page prints is not known.
SELECT
    market,
    forecaster,
    standing,
    vintage,
    told_on,
    year,
    period_start,
    period_end,
    is_partial,
    value,
    value_to,
    value_low,
    value_high,
    range_low,
    range_high,
    is_disputed,
    row_ids,
    source_ids
FROM market_statements
WHERE
    indicator = 'market_share'
    AND geo = 'CN'
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
ORDER BY forecaster NULLS LAST, standing, market, vintage, period_end, period_start
