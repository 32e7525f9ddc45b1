-- question: What is the net result of the listed and filed AI-chip companies together, for one sample of companies over three years?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency  VARCHAR    CNY or USD: the currency a reader asks for
--   newest_year     INTEGER    the year that chooses the sample: at least 80 % as many companies as the year before
--   year            INTEGER    that year or one of the two before it
--   companies       BIGINT     companies in the sample, the same for the three years
--   known           BIGINT     companies of which newest_year is known
--   losing          BIGINT     companies in the sample with a loss
--   total           DOUBLE     base unit of asked_currency; sum of the net results
--   total_low       DOUBLE     lower bound, bounds summed
--   total_high      DOUBLE     upper bound
--   is_preliminary  BOOLEAN    one of the summands is preliminary
--   period_start    DATE       first day of the earliest fiscal year in it
--   period_end      DATE       last day of the latest
--   row_ids         VARCHAR[]  rows behind the sum
--   source_ids      VARCHAR[]  their sources and those of the rates
-- notes:
--   AI-chip companies are the Chinese companies of the directory that are listed or have filed, without foundries, licensors of designs and other fields.
WITH results AS (
    SELECT items.*, min(items.year) OVER (PARTITION BY items.asked_currency) AS first_year
    FROM metrics_in_currency AS items
    INNER JOIN companies ON items.company_id = companies.company_id
    WHERE
        items.metric = 'net_profit' AND items.frequency = 'year'
        AND items.currency = items.asked_currency AND items.is_shown
        AND companies.country = 'CN' AND companies.status IN ('listed', 'ipo_filed')
        AND companies.segment NOT IN ('ip', 'foundry', 'other')
    QUALIFY row_number() OVER (
        PARTITION BY items.asked_currency, items.company_id, items.year
        ORDER BY items.is_standardised, items.period_end DESC, items.fiscal_label
    ) = 1
),

newest AS (
    SELECT sizes.asked_currency, sizes.year, sizes.known
    FROM (
        SELECT
            asked_currency, year, count(*) AS known,
            lag(count(*)) OVER (PARTITION BY asked_currency ORDER BY year) AS known_before
        FROM results
        GROUP BY asked_currency, year
    ) AS sizes
    WHERE sizes.known >= 0.8 * coalesce(sizes.known_before, 0)
),

sampled AS (
    SELECT
        newest.year AS newest_year, newest.known, results.*,
        count(*) OVER (PARTITION BY newest.asked_currency, newest.year, results.company_id) AS years
    FROM newest
    INNER JOIN results
        ON
            newest.asked_currency = results.asked_currency
            AND results.year BETWEEN newest.year - 2 AND newest.year
)

SELECT
    asked_currency,
    newest_year,
    year,
    count(*) AS companies,
    max(known) AS known,
    count(*) FILTER (WHERE value < 0) AS losing,
    sum(value) AS total,
    sum(value_low) AS total_low,
    sum(value_high) AS total_high,
    bool_or(is_preliminary) AS is_preliminary,
    min(period_start) AS period_start,
    max(period_end) AS period_end,
    list_sort(list_distinct(flatten(list(row_ids)))) AS row_ids,
    list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
FROM sampled
WHERE years = least(3, newest_year - first_year + 1)
GROUP BY asked_currency, newest_year, year
