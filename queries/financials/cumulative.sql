-- question: How much has each company earned or lost in all since its first year known?
-- params:
--   metric     VARCHAR    a flow: net_profit, net_profit_excl_nonrecurring, revenue, rd_expense, ...; nothing else is summed
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   currency   VARCHAR    reported, CNY or USD, each year at its average rate
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   until      DATE       last day the sum may hold; NULL = none
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   company_id       VARCHAR    company
--   metric           VARCHAR    metric of the statements
--   year             INTEGER    calendar year that holds most of the period's days
--   fiscal_label     VARCHAR    fiscal period added last
--   since            DATE       first day of the sum
--   period_end       DATE       last day of the sum
--   currency         VARCHAR    currency of the sums
--   value            DOUBLE     base unit of currency; the period added last
--   total            DOUBLE     base unit of currency; sum since the first day
--   total_low        DOUBLE     base unit of currency; lower bound, bounds summed
--   total_high       DOUBLE     base unit of currency; upper bound
--   is_partial       BOOLEAN    the last year is known for a part only (H1 or nine months)
--   is_preliminary   BOOLEAN    one of the summands is preliminary
--   is_standardised  BOOLEAN    one of the summands is a database's own arrangement
--   row_ids          VARCHAR[]  rows behind the sum
--   source_ids       VARCHAR[]  data/sources.csv
-- derived:
--   total  sum(metric)
-- notes:
--   Printed sums over several years (CUM) are never summands. A gap of a year ends the sum: what follows starts anew. The last year may be a part, marked so.
SELECT
    company_id,
    metric,
    year,
    fiscal_label,
    since,
    period_end,
    currency,
    value,
    total,
    total_low,
    total_high,
    NOT is_year AS is_partial,
    is_preliminary,
    is_standardised,
    row_ids,
    source_ids
FROM running_sums
WHERE
    asked_currency = coalesce($currency, 'reported')
    AND metric = $metric
    AND CASE
        WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
        ELSE list_contains($companies, company_id)
    END
    AND year_from = greatest(run_from, coalesce($year_from, run_from))
    AND year <= coalesce($year_to, year)
    AND period_end <= coalesce($until, period_end)
    AND (longer_end IS NULL OR longer_end > $until)
    AND (is_year OR next_year IS NULL OR next_year > $year_to OR next_end > $until)
ORDER BY company_id, period_end, reported_currency
