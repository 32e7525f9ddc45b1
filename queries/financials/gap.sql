-- question: How many times a Chinese company's figure of a year is NVIDIA's, and AMD's?
-- params:
--   metric     VARCHAR    a flow: revenue, gross_profit, rd_expense, net_profit, ...
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   currency   VARCHAR    currency in which both are compared, CNY or USD at the year's average rate; reported = CNY
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   reference_id       VARCHAR    nvidia or amd
--   company_id         VARCHAR    company; NULL = the companies of the sample together
--   year               INTEGER    calendar year that holds most of both fiscal years
--   period_end         DATE       last day of the company's fiscal year; of several the last
--   reference_end      DATE       last day of the reference's fiscal year
--   currency           VARCHAR    currency of both
--   reference_value    DOUBLE     base unit of currency; the reference's figure
--   reference_rate     DOUBLE     units of currency per unit the reference reports in; NULL = not converted
--   value              DOUBLE     base unit of currency; the company's figure, or the sum
--   companies          BIGINT     companies in value: 1, or the size of the sample
--   multiple           DOUBLE     multiple; reference_value over value; NULL = one of the two is zero or less
--   multiple_low       DOUBLE     multiple; lower bound
--   multiple_high      DOUBLE     multiple; upper bound
--   is_preliminary     BOOLEAN    a summand was printed ahead of the final statement
--   row_ids            VARCHAR[]  rows behind both
--   source_ids         VARCHAR[]  data/sources.csv
-- derived:
--   value  sum(metric)
--   multiple  reference_value / value
-- notes:
--   The sum is of the same companies in every year: those of the newest year (at least 80 % as many as the year before) that are known in each year since, which are at least 80 % of them.
WITH amounts AS (
    SELECT *, min(year) OVER (PARTITION BY company_id, run) AS run_from
    FROM flows
    WHERE
        asked_currency = CASE WHEN $currency = 'USD' THEN 'USD' ELSE 'CNY' END
        AND currency = asked_currency
        AND is_year
        AND metric = $metric
        AND year >= coalesce($year_from, year)
        AND year <= coalesce($year_to, year)
    QUALIFY row_number() OVER (
        PARTITION BY company_id, year ORDER BY is_standardised, rate IS NOT NULL, period_end DESC, reported_currency
    ) = 1
),

chosen AS (
    SELECT *
    FROM amounts
    WHERE
        company_id NOT IN ('nvidia', 'amd')
        AND CASE
            WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
            ELSE list_contains($companies, company_id)
        END
),

reporting AS (
    SELECT year, count(*) AS companies, lag(count(*)) OVER (ORDER BY year) AS companies_before
    FROM chosen
    GROUP BY year
),

newest_year AS (
    SELECT max(year) AS year
    FROM reporting
    WHERE companies >= 0.8 * coalesce(companies_before, 0)
),

newest AS (
    SELECT
        chosen.company_id,
        chosen.year,
        chosen.run_from,
        row_number() OVER (ORDER BY chosen.run_from, chosen.company_id) AS place,
        count(*) OVER () AS known
    FROM chosen
    INNER JOIN newest_year ON chosen.year = newest_year.year
),

starts AS (
    SELECT min(run_from) AS year_from
    FROM newest
    WHERE place >= 0.8 * known
),

subjects AS (
    SELECT
        company_id, year, period_end, value, value_low, value_high, 1 AS companies, is_preliminary, row_ids, source_ids
    FROM chosen
    UNION ALL
    SELECT
        NULL, chosen.year, max(chosen.period_end), sum(chosen.value), sum(chosen.value_low), sum(chosen.value_high),
        count(*), bool_or(chosen.is_preliminary), flatten(list(chosen.row_ids)), flatten(list(chosen.source_ids))
    FROM chosen
    INNER JOIN newest ON chosen.company_id = newest.company_id AND chosen.year <= newest.year
    INNER JOIN starts ON newest.run_from <= starts.year_from AND chosen.year >= starts.year_from
    GROUP BY chosen.year
    HAVING count(*) > 1
)

SELECT
    reference.company_id AS reference_id,
    subjects.company_id,
    subjects.year,
    subjects.period_end,
    reference.period_end AS reference_end,
    reference.currency,
    reference.value AS reference_value,
    reference.rate AS reference_rate,
    subjects.value,
    subjects.companies,
    CASE WHEN subjects.value_low > 0 AND reference.value_low > 0 THEN reference.value / subjects.value END AS multiple,
    reference.value_low / nullif(greatest(subjects.value_high, 0), 0) AS multiple_low,
    reference.value_high / nullif(greatest(subjects.value_low, 0), 0) AS multiple_high,
    subjects.is_preliminary OR reference.is_preliminary AS is_preliminary,
    list_sort(list_distinct(list_concat(subjects.row_ids, reference.row_ids))) AS row_ids,
    list_sort(list_distinct(list_concat(subjects.source_ids, reference.source_ids))) AS source_ids
FROM subjects
INNER JOIN amounts AS reference ON subjects.year = reference.year AND reference.company_id IN ('nvidia', 'amd')
ORDER BY reference.company_id DESC, subjects.company_id NULLS FIRST, subjects.year
