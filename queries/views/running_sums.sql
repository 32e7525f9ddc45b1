-- question: How much does a flow add up to, from each year of a run of years to each of its periods, in the currency asked for?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency     VARCHAR    reported, CNY or USD: the currency a reader asks for
--   company_id         VARCHAR    company
--   country            VARCHAR    ISO country code of the company
--   metric             VARCHAR    a flow
--   reported_currency  VARCHAR    currency of the print
--   run_from           INTEGER    first year of the run: none is missing since
--   year_from          INTEGER    first year of the sum
--   year               INTEGER    year of the period added last
--   is_year            BOOLEAN    that period is the whole year
--   longer_end         DATE       last day of the next longer period of that year; NULL = none is known
--   next_year          INTEGER    next year of which any period is known; NULL = none is
--   next_end           DATE       last day of that year's shortest period
--   fiscal_label       VARCHAR    fiscal period added last
--   since              DATE       first day of the sum
--   period_end         DATE       last day of the sum
--   currency           VARCHAR    currency of the sums; the reported one where no rate is known
--   value              DOUBLE     base unit of currency; the period added last
--   total              DOUBLE     base unit of currency; sum since the first day
--   total_low          DOUBLE     lower bound, bounds summed
--   total_high         DOUBLE     upper bound
--   is_preliminary     BOOLEAN    one of the summands is preliminary
--   is_standardised    BOOLEAN    one of the summands is a database's own arrangement
--   row_ids            VARCHAR[]  rows behind the sum
--   source_ids         VARCHAR[]  their sources and those of the rates
-- notes:
--   Every year but the last is whole. A reader's first year chooses where a sum begins, the last day which period ends it.
SELECT
    ending.asked_currency,
    ending.company_id,
    ending.country,
    ending.metric,
    ending.reported_currency,
    min(part.year) OVER (so_far ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS run_from,
    part.year AS year_from,
    ending.year,
    ending.is_year,
    ending.longer_end,
    ending.next_year,
    ending.next_end,
    ending.fiscal_label,
    part.period_start AS since,
    ending.period_end,
    ending.currency,
    ending.value,
    sum(part.value) OVER so_far AS total,
    sum(part.value_low) OVER so_far AS total_low,
    sum(part.value_high) OVER so_far AS total_high,
    bool_or(part.is_preliminary) OVER so_far AS is_preliminary,
    bool_or(part.is_standardised) OVER so_far AS is_standardised,
    list_sort(list_distinct(flatten(list(part.row_ids) OVER so_far))) AS row_ids,
    list_sort(list_distinct(flatten(list(part.source_ids) OVER so_far))) AS source_ids
FROM flows AS ending
INNER JOIN flows AS part
    ON
        ending.asked_currency = part.asked_currency
        AND ending.company_id = part.company_id
        AND ending.metric = part.metric
        AND ending.reported_currency = part.reported_currency
        AND ending.run = part.run
        AND (
            (ending.year > part.year AND part.is_year AND part.longer_end IS NULL)
            OR (ending.year = part.year AND ending.period_end = part.period_end)
        )
WINDOW so_far AS (
    PARTITION BY
        ending.asked_currency, ending.company_id, ending.metric, ending.reported_currency,
        ending.year, ending.period_end
    ORDER BY part.year DESC
)
