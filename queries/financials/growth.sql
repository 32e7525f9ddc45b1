-- question: How much did a metric of each company grow over the same period of the year before?
-- params:
--   metric     VARCHAR    an amount: revenue, net_profit, rd_expense, ...; growth of a ratio is not computed
--   frequency  VARCHAR    year, half, nine_months or quarter; prices and market values are by date
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   company_id       VARCHAR    company
--   metric           VARCHAR    metric of the statements
--   year             INTEGER    calendar year that holds most of the period's days
--   fiscal_label     VARCHAR    fiscal period
--   period_start     DATE       first day
--   period_end       DATE       last day
--   currency         VARCHAR    currency of value and base, as reported
--   value            DOUBLE     base unit of currency; the later figure
--   base             DOUBLE     base unit of currency; the figure of the year before; NULL = not in the data
--   growth           DOUBLE     fraction; computed, else as printed; NULL = not meaningful, the base is zero or less
--   growth_low       DOUBLE     fraction; lower bound, from the intervals of both figures; NULL = printed only
--   growth_high      DOUBLE     fraction; upper bound
--   growth_printed   DOUBLE     fraction, as a source prints it
--   is_printed       BOOLEAN    growth is a source's word: the figure of the year before is not in the data
--   is_same_source   BOOLEAN    one source prints both figures; NULL = no base
--   is_preliminary   BOOLEAN    printed ahead of the final statement
--   is_standardised  BOOLEAN    both are a database's own arrangement
--   is_derived       BOOLEAN    the later figure is by subtraction of cumulative reports
--   row_ids          VARCHAR[]  rows behind both figures
--   source_ids       VARCHAR[]  data/sources.csv
-- notes:
--   Within one source where one prints both figures, in the reported currency, never across bases. Of a period reported in several currencies the one with a growth stands.
SELECT
    company_id,
    metric,
    year,
    fiscal_label,
    period_start,
    period_end,
    currency,
    value,
    base,
    CASE WHEN base IS NULL THEN growth_printed ELSE growth END AS growth,
    growth_low,
    growth_high,
    growth_printed,
    base IS NULL AS is_printed,
    is_same_source,
    is_preliminary,
    is_standardised,
    is_derived,
    compared_row_ids AS row_ids,
    compared_source_ids AS source_ids
FROM metrics_in_currency
WHERE
    asked_currency = 'reported'
    AND metric = $metric
    AND (frequency = $frequency OR (frequency = 'date' AND $metric IN ('market_cap', 'share_price')))
    AND (base IS NOT NULL OR growth_printed IS NOT NULL)
    AND CASE
        WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
        ELSE list_contains($companies, company_id)
    END
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
QUALIFY
    row_number() OVER (
        PARTITION BY company_id, period_start, period_end
        ORDER BY growth IS NULL, base IS NULL, is_standardised, currency
    ) = 1
ORDER BY company_id, period_end, period_start
