-- question: How many integrated circuits did China import, export and make in each year, in pieces and in money?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency  VARCHAR    reported, CNY or USD: the currency a reader asks for
--   indicator       VARCHAR    what is measured, a value of market.indicator
--   year            INTEGER    calendar year
--   forecaster      VARCHAR    who counted; NULL = the page names nobody
--   period_start    DATE       1 January
--   period_end      DATE       last day counted
--   is_partial      BOOLEAN    the period ends before 31 December
--   unit            VARCHAR    USD, CNY or units
--   rate            DOUBLE     units of unit per printed one; NULL = not converted
--   value           DOUBLE     base unit
--   value_low       DOUBLE     lower bound of what was printed
--   value_high      DOUBLE     upper bound
--   range_low       DOUBLE     least value among all pages of the same period
--   range_high      DOUBLE     greatest value among them
--   is_disputed     BOOLEAN    pages disagree by more than rounding
--   growth_printed  DOUBLE     fraction; over the same months a year before, as printed
--   row_ids         VARCHAR[]  rows behind it
--   source_ids      VARCHAR[]  their sources and that of the rate
-- notes:
--   Of a year's periods from 1 January the longest stands for it; a number printed in the currency asked for goes before a converted one, and customs'
--   and statisticians' numbers, which most pages print without a name, before an association's.
WITH counted AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY asked_currency, indicator, year, unit
            ORDER BY
                period_end DESC,
                rate IS NOT NULL,
                coalesce(forecaster, '') NOT IN ('', 'General Administration of Customs'),
                forecaster NULLS FIRST
        ) AS place
    FROM markets_in_currency
    WHERE
        standing = 'actual'
        AND geo = 'CN'
        AND market = 'ic'
        AND indicator IN ('ic_imports_value', 'ic_imports_volume', 'ic_exports_value', 'ic_production_volume')
        AND period_start = make_date(year, 1, 1)
),

ranges AS (
    SELECT
        asked_currency, indicator, period_end, unit, rate,
        min(range_low) AS range_low,
        max(range_high) AS range_high,
        bool_or(is_disputed) OR max(value_low) > min(value_high) AS is_disputed,
        list_sort(list_distinct(flatten(list(row_ids)))) AS row_ids,
        list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM counted
    GROUP BY asked_currency, indicator, period_end, unit, rate
)

SELECT
    counted.asked_currency,
    counted.indicator,
    counted.year,
    counted.forecaster,
    counted.period_start,
    counted.period_end,
    counted.is_partial,
    counted.unit,
    counted.rate,
    counted.value,
    counted.value_low,
    counted.value_high,
    ranges.range_low,
    ranges.range_high,
    coalesce(ranges.is_disputed, FALSE) AS is_disputed,
    counted.growth_printed,
    ranges.row_ids,
    ranges.source_ids
FROM counted
INNER JOIN ranges
    ON
        counted.asked_currency = ranges.asked_currency
        AND counted.indicator = ranges.indicator
        AND counted.period_end = ranges.period_end
        AND counted.unit = ranges.unit
        AND counted.rate IS NOT DISTINCT FROM ranges.rate
WHERE counted.place = 1
