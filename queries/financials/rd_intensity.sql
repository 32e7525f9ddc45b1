-- question: How much of its revenue does each company spend on research and development, year by year?
-- params:
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   frequency  VARCHAR    year, half, nine_months or quarter
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   company_id       VARCHAR    company
--   year             INTEGER    calendar year that holds most of the period's days
--   fiscal_label     VARCHAR    fiscal period
--   period_start     DATE       first day
--   period_end       DATE       last day
--   currency         VARCHAR    currency of both amounts
--   rd_expense       DOUBLE     base unit of currency; research and development
--   revenue          DOUBLE     base unit of currency
--   intensity        DOUBLE     fraction; of revenue
--   intensity_low    DOUBLE     fraction; lower bound, from the intervals of both prints
--   intensity_high   DOUBLE     fraction; upper bound
--   is_standardised  BOOLEAN    one of the two is a database's own arrangement of the statement
--   is_derived       BOOLEAN    one of the two is by subtraction of cumulative reports
--   is_preliminary   BOOLEAN    one of the two was printed ahead of the final statement
--   row_ids          VARCHAR[]  rows behind both
--   source_ids       VARCHAR[]  data/sources.csv
-- derived:
--   intensity  rd_expense / revenue
-- notes:
--   A database's research expense can differ much from the filing's: such years are marked and not to be set beside as-reported ones without a word.
SELECT
    ratio.company_id,
    ratio.year,
    ratio.fiscal_label,
    ratio.period_start,
    ratio.period_end,
    rd.currency,
    rd.value AS rd_expense,
    revenue.value AS revenue,
    ratio.value AS intensity,
    ratio.value_low AS intensity_low,
    ratio.value_high AS intensity_high,
    ratio.is_standardised,
    ratio.is_derived,
    ratio.is_preliminary,
    ratio.row_ids,
    ratio.source_ids
FROM metrics AS ratio
INNER JOIN companies ON ratio.company_id = companies.company_id
INNER JOIN metrics AS rd
    ON
        ratio.company_id = rd.company_id AND rd.metric = 'rd_expense'
        AND ratio.period_start = rd.period_start AND ratio.period_end = rd.period_end
INNER JOIN metrics AS revenue
    ON
        ratio.company_id = revenue.company_id AND revenue.metric = 'revenue' AND rd.currency = revenue.currency
        AND ratio.period_start = revenue.period_start AND ratio.period_end = revenue.period_end
        AND ratio.value = rd.value / revenue.value
WHERE
    ratio.metric = 'rd_intensity'
    AND ratio.frequency = $frequency
    AND CASE
        WHEN len(coalesce($companies, [])) = 0 THEN companies.country = 'CN'
        ELSE list_contains($companies, ratio.company_id)
    END
    AND ratio.year >= coalesce($year_from, ratio.year)
    AND ratio.year <= coalesce($year_to, ratio.year)
ORDER BY ratio.company_id, ratio.period_end, ratio.period_start, rd.currency
