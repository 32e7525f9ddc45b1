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
-- notes:
--   Printed sums over several years (CUM) are never summands. A gap of a year ends the sum: what follows starts anew. The last year may be a part, marked so.
WITH periods AS (
    SELECT
        metrics.*,
        row_number() OVER (
            PARTITION BY metrics.company_id, metrics.currency, metrics.year ORDER BY metrics.period_end DESC
        ) AS place,
        max(metrics.year) OVER (PARTITION BY metrics.company_id, metrics.currency) AS last_year
    FROM metrics
    INNER JOIN companies ON metrics.company_id = companies.company_id
    WHERE
        metrics.metric = $metric
        AND metrics.currency IS NOT NULL
        AND metrics.metric NOT IN ('cash', 'total_assets', 'market_cap', 'share_price', 'chip_revenue_run_rate')
        AND ($until IS NULL OR metrics.period_end <= $until)
        AND metrics.frequency IN ('year', 'nine_months', 'half', 'quarter')
        AND (metrics.frequency = 'year' OR (month(metrics.period_start) = 1 AND day(metrics.period_start) = 1))
        AND CASE
            WHEN len(coalesce($companies, [])) = 0 THEN companies.country = 'CN'
            ELSE list_contains($companies, metrics.company_id)
        END
        AND metrics.year >= coalesce($year_from, metrics.year)
        AND metrics.year <= coalesce($year_to, metrics.year)
),

summands AS (
    SELECT
        periods.*,
        coalesce(fx.rate, 1) AS rate,
        CASE WHEN $currency = 'reported' OR fx.rate IS NULL THEN periods.currency ELSE $currency END AS shown_currency,
        coalesce(fx.source_ids, []) AS fx_source_ids,
        periods.year - row_number() OVER (
            PARTITION BY periods.company_id, periods.currency ORDER BY periods.year
        ) AS run
    FROM periods
    LEFT JOIN fx ON periods.currency = fx.from_currency AND $currency = fx.to_currency AND periods.year = fx.year
    WHERE periods.place = 1 AND (periods.frequency = 'year' OR periods.year = periods.last_year)
)

SELECT
    company_id,
    metric,
    year,
    fiscal_label,
    min(period_start) OVER so_far AS since,
    period_end,
    shown_currency AS currency,
    value * rate AS value,
    sum(value * rate) OVER so_far AS total,
    sum(value_low * rate) OVER so_far AS total_low,
    sum(value_high * rate) OVER so_far AS total_high,
    frequency <> 'year' AS is_partial,
    bool_or(is_preliminary) OVER so_far AS is_preliminary,
    bool_or(is_standardised) OVER so_far AS is_standardised,
    list_sort(list_distinct(flatten(list(row_ids) OVER so_far))) AS row_ids,
    list_sort(list_distinct(flatten(list(list_concat(source_ids, fx_source_ids)) OVER so_far))) AS source_ids
FROM summands
WINDOW so_far AS (PARTITION BY company_id, currency, run ORDER BY year ROWS UNBOUNDED PRECEDING)
ORDER BY company_id, period_end, summands.currency
