-- question: What did the listed and filed AI-chip companies earn or lose together in the newest year, and the same companies in the two years before?
-- params:
--   currency   VARCHAR  USD, each year at its average rate; everything else = CNY
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   year            INTEGER    calendar year
--   is_headline     BOOLEAN    the newest year
--   companies       BIGINT     companies; in the sample, the same for every year
--   known           BIGINT     companies; whose newest year is known
--   losing          BIGINT     companies; with a loss
--   currency        VARCHAR    currency of total
--   total           DOUBLE     base unit of currency; sum of the net results attributable to the owners
--   total_low       DOUBLE     base unit of currency; lower bound, bounds summed
--   total_high      DOUBLE     base unit of currency; upper bound
--   is_preliminary  BOOLEAN    one of the summands is preliminary
--   period_start    DATE       first day
--   period_end      DATE       last day
--   row_ids         VARCHAR[]  rows behind the sum
--   source_ids      VARCHAR[]  data/sources.csv
-- derived:
--   total  sum(net_profit)
-- notes:
--   The newest year is the newest with at least 80 % as many companies as the year before. The sample is constant: companies of which that year and the two before are known.
--   Counted are the directory's Chinese companies, listed or filed, without foundries, licensors of designs and other fields. Results as reported, one-off items included.
SELECT
    year,
    year = newest_year AS is_headline,
    companies,
    known,
    losing,
    asked_currency AS currency,
    total,
    total_low,
    total_high,
    is_preliminary,
    period_start,
    period_end,
    row_ids,
    source_ids
FROM combined_results
WHERE
    asked_currency = CASE WHEN $currency = 'USD' THEN 'USD' ELSE 'CNY' END
    AND year >= coalesce($year_from, year)
    AND newest_year <= coalesce($year_to, newest_year)
QUALIFY newest_year = max(newest_year) OVER ()
ORDER BY year
