-- question: How did a metric of each company develop since the first year that the companies have in common?
-- params:
--   metric     VARCHAR    an amount: revenue, rd_expense, gross_profit, ...; ratios and values of a day are not indexed
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   company_id       VARCHAR    company
--   metric           VARCHAR    metric of the statements
--   year             INTEGER    calendar year that holds most of the fiscal year
--   fiscal_label     VARCHAR    fiscal year
--   period_start     DATE       first day
--   period_end       DATE       last day
--   currency         VARCHAR    currency of value, as reported
--   value            DOUBLE     base unit of currency; the figure
--   base_year        INTEGER    the year that stands at 100; NULL = no company has a figure above zero
--   base             DOUBLE     base unit of currency; the company's figure of that year; NULL = none above zero
--   indexed          DOUBLE     value over base times 100; NULL = no base
--   indexed_low      DOUBLE     lower bound, from the intervals of both figures
--   indexed_high     DOUBLE     upper bound
--   is_preliminary   BOOLEAN    one of the two was printed ahead of the final statement
--   is_standardised  BOOLEAN    both are a database's own arrangement
--   row_ids          VARCHAR[]  rows behind both
--   source_ids       VARCHAR[]  data/sources.csv
-- derived:
--   indexed  100 * value / base
-- notes:
--   The base year is the first in which at least 80 % of the companies have a figure above zero, else the first that most have;
--   one from which no company has a later year is the last choice. Per company one currency and one basis: those of most years.
WITH series AS (
    SELECT *, count(*) OVER (PARTITION BY company_id, currency, is_standardised) AS years_known
    FROM metrics_in_currency
    WHERE
        asked_currency = 'reported'
        AND is_shown
        AND currency IS NOT NULL
        AND metric = $metric
        AND frequency = 'year'
        AND CASE
            WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
            ELSE list_contains($companies, company_id)
        END
        AND year >= coalesce($year_from, year)
        AND year <= coalesce($year_to, year)
),

longest AS (
    SELECT *
    FROM series
    QUALIFY dense_rank() OVER (PARTITION BY company_id ORDER BY years_known DESC, is_standardised, currency) = 1
),

points AS (
    SELECT company_id, year, value_low, year < max(year) OVER (PARTITION BY company_id) AS has_later
    FROM longest
),

sizes AS (
    SELECT count(DISTINCT company_id) AS companies
    FROM points
    WHERE value_low > 0
),

years AS (
    SELECT
        points.year,
        bool_or(points.has_later) AS has_later,
        least(count(*), 0.8 * max(sizes.companies)) AS companies
    FROM points
    CROSS JOIN sizes
    WHERE points.value_low > 0
    GROUP BY points.year
),

starts AS (
    SELECT year
    FROM years
    ORDER BY has_later DESC, companies DESC, year
    LIMIT 1
)

SELECT
    later.company_id,
    later.metric,
    later.year,
    later.fiscal_label,
    later.period_start,
    later.period_end,
    later.currency,
    later.value,
    starts.year AS base_year,
    base.value AS base,
    100 * later.value / base.value AS indexed,
    100 * later.value_low
    / CASE WHEN later.value_low < 0 THEN base.value_low ELSE base.value_high END AS indexed_low,
    100 * later.value_high
    / CASE WHEN later.value_high < 0 THEN base.value_high ELSE base.value_low END AS indexed_high,
    later.is_preliminary OR coalesce(base.is_preliminary, FALSE) AS is_preliminary,
    later.is_standardised,
    list_sort(list_distinct(list_concat(later.row_ids, coalesce(base.row_ids, [])))) AS row_ids,
    list_sort(list_distinct(list_concat(later.source_ids, coalesce(base.source_ids, [])))) AS source_ids
FROM longest AS later
LEFT JOIN starts ON TRUE
LEFT JOIN longest AS base
    ON later.company_id = base.company_id AND starts.year = base.year AND base.value_low > 0
WHERE later.year >= starts.year OR base.year IS NULL
ORDER BY later.company_id, later.period_end
