-- question: What were a company's revenue and net profit in each year?
-- params:
--   id        VARCHAR  company
--   currency  VARCHAR  reported, CNY or USD at the year's average rate
--   as_of     DATE     only figures published on or before this day; NULL = all
-- columns:
--   company_id       VARCHAR    company
--   metric           VARCHAR    revenue or net_profit
--   year             INTEGER    calendar year that holds most of the fiscal year
--   fiscal_label     VARCHAR    fiscal year
--   period_start     DATE       first day of the fiscal year
--   period_end       DATE       last day of the fiscal year
--   currency         VARCHAR    currency of value; the reported one where no rate is known
--   rate             DOUBLE     units of currency per unit of the reported one; NULL = not converted
--   value            DOUBLE     base unit of currency
--   range_low        DOUBLE     base unit of currency; least value among the sources
--   range_high       DOUBLE     base unit of currency; greatest value among the sources
--   is_disputed      BOOLEAN    sources disagree by more than rounding
--   is_preliminary   BOOLEAN    printed ahead of the final statement
--   is_standardised  BOOLEAN    a database's own arrangement
--   is_derived       BOOLEAN    by subtraction of cumulative periods
--   growth           DOUBLE     fraction; over the year before, in the reported currency; NULL = unknown or not meaningful
--   row_ids          VARCHAR[]  rows behind it
--   source_ids       VARCHAR[]  data/sources.csv
SELECT
    company_id,
    metric,
    year,
    fiscal_label,
    period_start,
    period_end,
    currency,
    rate,
    value,
    range_low,
    range_high,
    is_disputed,
    is_preliminary,
    is_standardised,
    is_derived,
    growth,
    row_ids,
    source_ids
FROM company_years
WHERE asked_currency = coalesce($currency, 'reported') AND company_id = $id
ORDER BY metric DESC, year
