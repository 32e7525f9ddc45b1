-- question: How many AI accelerators were shipped in China, in all and by vendor?
-- params:
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   market        VARCHAR    all accelerators, a group of vendors, a vendor, or one product of one
--   forecaster    VARCHAR    who counted; NULL = not named
--   standing      VARCHAR    actual or forecast
--   vintage       VARCHAR    tells publications of a forecast apart; empty for an actual figure
--   told_on       DATE       first day a page with the forecast is known of; NULL = unknown, or actual
--   year          INTEGER    calendar year
--   period_start  DATE       first day
--   period_end    DATE       last day
--   is_partial    BOOLEAN    not a whole calendar year
--   value         DOUBLE     cards; lower end of a printed range
--   value_to      DOUBLE     cards; upper end of a printed range, else value; NULL = open
--   value_low     DOUBLE     cards; lower bound of what was printed
--   value_high    DOUBLE     cards; upper bound; NULL = open
--   range_low     DOUBLE     cards; least value among its pages
--   range_high    DOUBLE     cards; greatest value among them
--   is_disputed   BOOLEAN    pages disagree by more than rounding
--   row_ids       VARCHAR[]  rows behind it
--   source_ids    VARCHAR[]  data/sources.csv
-- notes:
--   Vendors are part of their group and of all; they are never added up, and no remainder is computed. Parts of years are not compared with whole years.
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
    indicator = 'shipments'
    AND geo = 'CN'
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
ORDER BY forecaster NULLS LAST, standing, market, vintage, period_end, period_start
