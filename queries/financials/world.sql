-- question: How does the revenue of the Chinese companies compare with NVIDIA's and AMD's, year by year in one currency?
-- params:
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   currency   VARCHAR    CNY or USD at the year's average rate; reported = CNY
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   company_id       VARCHAR    company
--   country          VARCHAR    ISO country code
--   year             INTEGER    calendar year that holds most of the fiscal year
--   fiscal_label     VARCHAR    fiscal year
--   period_start     DATE       first day
--   period_end       DATE       last day
--   currency         VARCHAR    currency of revenue
--   rate             DOUBLE     units of currency per unit of the reported one; NULL = not converted
--   revenue          DOUBLE     base unit of currency
--   revenue_low      DOUBLE     base unit of currency; lower bound
--   revenue_high     DOUBLE     base unit of currency; upper bound
--   is_reference     BOOLEAN    NVIDIA or AMD, shown beside those chosen
--   is_preliminary   BOOLEAN    printed ahead of the final statement
--   is_standardised  BOOLEAN    a database's own arrangement
--   row_ids          VARCHAR[]  rows behind it
--   source_ids       VARCHAR[]  data/sources.csv
-- notes:
--   A fiscal year belongs to the calendar year that holds most of its days and is converted at that year's average rate; a year without a rate is left out.
SELECT
    company_id,
    country,
    year,
    fiscal_label,
    period_start,
    period_end,
    currency,
    rate,
    value AS revenue,
    value_low AS revenue_low,
    value_high AS revenue_high,
    company_id IN ('nvidia', 'amd') AS is_reference,
    is_preliminary,
    is_standardised,
    row_ids,
    source_ids
FROM flows
WHERE
    asked_currency = CASE WHEN $currency = 'USD' THEN 'USD' ELSE 'CNY' END
    AND currency = asked_currency
    AND is_year
    AND metric = 'revenue'
    AND (
        company_id IN ('nvidia', 'amd')
        OR CASE
            WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
            ELSE list_contains($companies, company_id)
        END
    )
    AND year >= coalesce($year_from, year)
    AND year <= coalesce($year_to, year)
QUALIFY
    row_number() OVER (
        PARTITION BY company_id, year ORDER BY is_standardised, rate IS NOT NULL, period_end DESC, reported_currency
    ) = 1
ORDER BY company_id, period_end
