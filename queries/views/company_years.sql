-- question: What are each company's revenue and net profit of each year, one figure a year, in the currency asked for?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency   VARCHAR    reported, CNY or USD: the currency a reader asks for
--   company_id       VARCHAR    company
--   metric           VARCHAR    revenue or net_profit
--   year             INTEGER    calendar year that holds most of the fiscal year
--   fiscal_label     VARCHAR    fiscal year
--   period_start     DATE       first day of the fiscal year
--   period_end       DATE       last day of the fiscal year
--   currency         VARCHAR    currency of value; the reported one where no rate is known
--   rate             DOUBLE     units of currency per unit of the reported one; NULL = not converted
--   value            DOUBLE     base unit of currency
--   range_low        DOUBLE     least value among the sources
--   range_high       DOUBLE     greatest value among the sources
--   is_disputed      BOOLEAN    sources disagree by more than rounding
--   is_preliminary   BOOLEAN    printed ahead of the final statement
--   is_standardised  BOOLEAN    a database's own arrangement
--   is_derived       BOOLEAN    by subtraction of cumulative periods
--   growth           DOUBLE     fraction; over the year before, in the reported currency; NULL = unknown or not meaningful
--   row_ids          VARCHAR[]  rows behind the value and its growth
--   source_ids       VARCHAR[]  their sources and those of the rate
-- notes:
--   Of figures in several currencies the asked one stands, then as reported before standardised.
SELECT
    asked_currency, company_id, metric, year, fiscal_label, period_start, period_end, currency, rate, value,
    range_low, range_high, is_disputed, is_preliminary, is_standardised, is_derived, growth,
    compared_row_ids AS row_ids,
    compared_source_ids AS source_ids
FROM metrics_in_currency
WHERE frequency = 'year' AND metric IN ('revenue', 'net_profit')
QUALIFY row_number() OVER (
    PARTITION BY asked_currency, company_id, metric, year
    ORDER BY reported_currency <> asked_currency, is_standardised, reported_currency, period_end DESC
) = 1
