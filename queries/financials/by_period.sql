-- question: What is a metric of each company in each period?
-- params:
--   metric     VARCHAR    revenue, net_profit, net_profit_excl_nonrecurring, rd_expense, gross_profit, gross_margin, net_margin, rd_intensity, market_cap, ...
--   frequency  VARCHAR    year, half, nine_months, quarter; prices and market values are by date
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   currency   VARCHAR    reported, CNY or USD at the year's average rate
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
--   currency         VARCHAR    currency of value; NULL for ratios
--   value            DOUBLE     base unit of currency or fraction; the figure
--   value_low        DOUBLE     base unit of currency or fraction; lower bound of what was printed
--   value_high       DOUBLE     base unit of currency or fraction; upper bound
--   range_low        DOUBLE     base unit of currency or fraction; least value among the sources
--   range_high       DOUBLE     base unit of currency or fraction; greatest value among the sources
--   is_disputed      BOOLEAN    sources disagree by more than rounding
--   is_preliminary   BOOLEAN    printed ahead of the final statement
--   is_standardised  BOOLEAN    a database's own arrangement of the statement
--   is_derived       BOOLEAN    by subtraction of cumulative reports
--   is_guidance      BOOLEAN    a range the company announced, of a period without a figure: value is its middle
--   rate             DOUBLE     units of currency per unit of the reported one; NULL = not converted
--   growth           DOUBLE     fraction; over the same period of the year before, in the reported currency; NULL = unknown or not meaningful
--   growth_low       DOUBLE     fraction; lower bound
--   growth_high      DOUBLE     fraction; upper bound
--   growth_printed   DOUBLE     fraction, as a source prints it
--   row_ids          VARCHAR[]  rows behind it
--   source_ids       VARCHAR[]  data/sources.csv
-- derived:
--   value  (range_low + range_high) / 2
-- notes:
--   Half-years and quarters that no source prints are the longer cumulative report less the shorter one, marked derived. Where no rate is known the amount stays in its reported currency and rate is NULL. Of a period printed in several currencies the one asked for comes before a converted one.
WITH shown AS (
    SELECT
        company_id, country, metric, frequency, year, fiscal_label, period_start, period_end, reported_currency,
        currency, value, value_low, value_high, range_low, range_high,
        is_disputed, is_preliminary, is_standardised, is_derived, FALSE AS is_guidance,
        rate, growth, growth_low, growth_high, growth_printed, compared_row_ids, compared_source_ids
    FROM metrics_in_currency
    WHERE asked_currency = coalesce($currency, 'reported') AND is_shown
    UNION ALL
    SELECT
        said.company_id, said.country, said.metric, said.frequency, said.year, said.fiscal_label,
        said.period_start, said.period_end, said.currency,
        coalesce(nullif(fx.to_currency, 'reported'), said.currency),
        (said.said_low + said.said_high) / 2 * coalesce(fx.rate, 1),
        said.bound_low * coalesce(fx.rate, 1), said.bound_high * coalesce(fx.rate, 1),
        said.said_low * coalesce(fx.rate, 1), said.said_high * coalesce(fx.rate, 1),
        FALSE, FALSE, FALSE, FALSE, TRUE,
        CASE WHEN fx.to_currency NOT IN ('reported', said.currency) THEN fx.rate END,
        NULL,
        NULL,
        NULL,
        NULL,
        said.row_ids,
        list_sort(list_distinct(list_concat(said.source_ids, coalesce(fx.source_ids, []))))
    FROM first_statements AS said
    LEFT JOIN fx
        ON said.currency = fx.from_currency AND fx.to_currency = coalesce($currency, 'reported') AND said.year = fx.year
    WHERE said.statement = 'guidance' AND said.is_open
)

SELECT
    company_id,
    metric,
    year,
    fiscal_label,
    period_start,
    period_end,
    currency,
    value,
    value_low,
    value_high,
    range_low,
    range_high,
    is_disputed,
    is_preliminary,
    is_standardised,
    is_derived,
    is_guidance,
    rate,
    growth,
    growth_low,
    growth_high,
    growth_printed,
    compared_row_ids AS row_ids,
    compared_source_ids AS source_ids
FROM shown
WHERE
    metric = $metric
    AND (frequency = $frequency OR (frequency = 'date' AND $metric IN ('market_cap', 'share_price')))
    AND CASE
        WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
        ELSE list_contains($companies, company_id)
    END
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
ORDER BY company_id, period_end, period_start, reported_currency
