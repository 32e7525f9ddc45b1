-- question: How do final figures differ from what the companies said first, in guidance or preliminary figures?
-- params:
--   metric     VARCHAR    revenue, net_profit, net_profit_excl_nonrecurring, ...; NULL = every one
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   company_id          VARCHAR    company
--   metric              VARCHAR    metric of the statements
--   year                INTEGER    calendar year that holds most of the period's days
--   fiscal_label        VARCHAR    fiscal period
--   period_start        DATE       first day
--   period_end          DATE       last day
--   currency            VARCHAR    currency of all amounts
--   statement           VARCHAR    guidance or preliminary
--   said_on             DATE       day it was published; NULL = not stated
--   said_low            DOUBLE     base unit of currency; lower end of what was said first
--   said_high           DOUBLE     base unit of currency; upper end; of a plain figure the same
--   value               DOUBLE     base unit of currency; the figure since; NULL = none yet
--   value_low           DOUBLE     base unit of currency; lower bound
--   value_high          DOUBLE     base unit of currency; upper bound
--   change              DOUBLE     base unit of currency; from the middle of what was said to the figure since
--   change_share        DOUBLE     fraction; of that middle's size; above zero = better than said
--   is_preliminary      BOOLEAN    the figure since is itself preliminary
--   is_derived          BOOLEAN    the figure since is by subtraction of cumulative reports
--   is_beyond_rounding  BOOLEAN    it lies outside of what was said, by more than rounding; NULL = none yet
--   row_ids             VARCHAR[]  rows behind both
--   source_ids          VARCHAR[]  data/sources.csv
-- derived:
--   change  value - (said_low + said_high) / 2
--   change_share  change / abs((said_low + said_high) / 2)
-- notes:
--   Amounts stay in the currency reported. A preliminary figure without a final one is not listed, guidance without a result is.
SELECT
    company_id,
    metric,
    year,
    fiscal_label,
    period_start,
    period_end,
    currency,
    statement,
    said_on,
    said_low,
    said_high,
    value,
    value_low,
    value_high,
    value - (said_low + said_high) / 2 AS change,
    (value - (said_low + said_high) / 2) / nullif(abs(said_low + said_high) / 2, 0) AS change_share,
    is_preliminary,
    is_derived,
    is_beyond_rounding,
    row_ids,
    source_ids
FROM first_statements
WHERE
    metric = coalesce($metric, metric)
    AND (value IS NOT NULL OR (statement = 'guidance' AND is_open))
    AND CASE
        WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
        ELSE list_contains($companies, company_id)
    END
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
ORDER BY period_end DESC, company_id, metric, statement, currency
