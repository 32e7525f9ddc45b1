-- question: How many integrated circuits does China import, export and make each year?
-- params:
--   currency   VARCHAR  reported, CNY or USD at the year's average rate
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   indicator       VARCHAR    ic_imports_value, ic_exports_value, ic_imports_volume or ic_production_volume
--   year            INTEGER    calendar year
--   period_start    DATE       1 January
--   period_end      DATE       last day counted
--   is_partial      BOOLEAN    the period ends before 31 December
--   forecaster      VARCHAR    who counted; NULL = the page names nobody
--   unit            VARCHAR    USD, CNY or units (pieces)
--   rate            DOUBLE     units of unit per printed one; NULL = not converted
--   value           DOUBLE     base unit of unit
--   value_low       DOUBLE     base unit of unit; lower bound of what was printed
--   value_high      DOUBLE     base unit of unit; upper bound
--   range_low       DOUBLE     base unit of unit; least value among all pages of the same period
--   range_high      DOUBLE     base unit of unit; greatest value among them
--   is_disputed     BOOLEAN    pages disagree by more than rounding
--   growth_printed  DOUBLE     fraction; over the same months a year before, as printed
--   row_ids         VARCHAR[]  rows behind it
--   source_ids      VARCHAR[]  data/sources.csv
-- notes:
--   Customs counts trade, the statistics bureau output. Of a year's periods from 1 January the longest stands for it. Pieces exported are in no table.
SELECT
    indicator,
    year,
    period_start,
    period_end,
    is_partial,
    forecaster,
    unit,
    rate,
    value,
    value_low,
    value_high,
    range_low,
    range_high,
    is_disputed,
    growth_printed,
    row_ids,
    source_ids
FROM circuit_years
WHERE
    asked_currency = coalesce($currency, 'reported')
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
ORDER BY indicator, year, unit
