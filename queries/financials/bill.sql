-- question: How much did the companies earn or lose together in each year, and which of them?
-- params:
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   currency   VARCHAR    CNY or USD at the year's average rate; reported = CNY
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   company_id       VARCHAR    company
--   year             INTEGER    calendar year that holds most of the fiscal year
--   fiscal_label     VARCHAR    fiscal year
--   period_start     DATE       first day
--   period_end       DATE       last day
--   currency         VARCHAR    currency of value
--   rate             DOUBLE     units of currency per unit of the reported one; NULL = not converted
--   value            DOUBLE     base unit of currency; attributable net profit, a loss below zero
--   value_low        DOUBLE     base unit of currency; lower bound
--   value_high       DOUBLE     base unit of currency; upper bound
--   is_sample        BOOLEAN    of the sample: known in every year that is compared
--   is_complete      BOOLEAN    the whole sample is known in this year and the sum may be compared
--   known            BIGINT     companies of the sample known in this year
--   sample           BIGINT     companies of the sample
--   total            DOUBLE     base unit of currency; sum of the sample; NULL = not all of it is known
--   is_preliminary   BOOLEAN    printed ahead of the final statement
--   is_standardised  BOOLEAN    a database's own arrangement
--   row_ids          VARCHAR[]  rows behind value
--   source_ids       VARCHAR[]  data/sources.csv
-- derived:
--   total  together(value)
-- notes:
--   The sample is the same in every complete year: the companies of the newest year (at least 80 % as many as the year before) that are known in each year since, which are at least 80 % of them.
WITH results AS (
    SELECT *, min(year) OVER (PARTITION BY company_id, run) AS run_from
    FROM flows
    WHERE
        asked_currency = CASE WHEN $currency = 'USD' THEN 'USD' ELSE 'CNY' END
        AND currency = asked_currency
        AND is_year
        AND metric = 'net_profit'
        AND CASE
            WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
            ELSE list_contains($companies, company_id)
        END
        AND year >= coalesce($year_from, year)
        AND year <= coalesce($year_to, year)
    QUALIFY row_number() OVER (
        PARTITION BY company_id, year ORDER BY is_standardised, rate IS NOT NULL, period_end DESC, reported_currency
    ) = 1
),

reporting AS (
    SELECT year, count(*) AS companies, lag(count(*)) OVER (ORDER BY year) AS companies_before
    FROM results
    GROUP BY year
),

newest_year AS (
    SELECT max(year) AS year
    FROM reporting
    WHERE companies >= 0.8 * coalesce(companies_before, 0)
),

newest AS (
    SELECT
        results.company_id,
        results.year,
        results.run_from,
        row_number() OVER (ORDER BY results.run_from, results.company_id) AS place,
        count(*) OVER () AS known
    FROM results
    INNER JOIN newest_year ON results.year = newest_year.year
),

starts AS (
    SELECT min(run_from) AS year_from
    FROM newest
    WHERE place >= 0.8 * known
),

sampled AS (
    SELECT
        newest.company_id,
        starts.year_from,
        newest.year AS year_to,
        count(*) OVER () AS companies
    FROM newest
    INNER JOIN starts ON newest.run_from <= starts.year_from
),

sizes AS (
    SELECT coalesce(max(companies), 0) AS companies
    FROM sampled
)

SELECT
    results.company_id,
    results.year,
    results.fiscal_label,
    results.period_start,
    results.period_end,
    results.currency,
    results.rate,
    results.value,
    results.value_low,
    results.value_high,
    sampled.company_id IS NOT NULL AS is_sample,
    coalesce(results.year BETWEEN sampled.year_from AND sampled.year_to, FALSE) AS is_complete,
    count(sampled.company_id) OVER (PARTITION BY results.year) AS known,
    sizes.companies AS sample,
    CASE
        WHEN results.year BETWEEN sampled.year_from AND sampled.year_to
            THEN sum(results.value) FILTER (WHERE sampled.company_id IS NOT NULL) OVER (PARTITION BY results.year)
    END AS total,
    results.is_preliminary,
    results.is_standardised,
    results.row_ids,
    results.source_ids
FROM results
CROSS JOIN sizes
LEFT JOIN sampled ON results.company_id = sampled.company_id
ORDER BY results.year, results.company_id
