-- question: Which periods of a company add up to a running sum, year after year, in the currency asked for?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency     VARCHAR    reported, CNY or USD: the currency a reader asks for
--   company_id         VARCHAR    company
--   country            VARCHAR    ISO country code of the company
--   metric             VARCHAR    a flow: revenue, a profit, an expense; never a stock, a price or a ratio
--   year               INTEGER    calendar year that holds most of the period's days
--   run                BIGINT     the same for years without a gap between them
--   is_year            BOOLEAN    the period is the whole year, not its first quarter, half or nine months
--   longer_end         DATE       last day of the next longer period of the year; NULL = none is known
--   next_year          INTEGER    next year of which any period is known; NULL = none is
--   next_end           DATE       last day of that year's shortest period
--   fiscal_label       VARCHAR    fiscal period
--   period_start       DATE       first day
--   period_end         DATE       last day
--   reported_currency  VARCHAR    currency of the print
--   currency           VARCHAR    currency of value; the reported one where no rate is known
--   rate               DOUBLE     units of currency per unit of the reported one; NULL = not converted
--   value              DOUBLE     base unit of currency
--   value_low          DOUBLE     lower bound
--   value_high         DOUBLE     upper bound
--   is_preliminary     BOOLEAN    printed ahead of the final statement
--   is_standardised    BOOLEAN    a database's own arrangement
--   row_ids            VARCHAR[]  rows behind the value
--   source_ids         VARCHAR[]  their sources and those of the rate
-- notes:
--   A part of a year starts on 1 January. Printed sums over several years (CUM) are never summands.
WITH periods AS (
    SELECT *, frequency = 'year' AS is_year
    FROM metrics_in_currency
    WHERE
        currency IS NOT NULL
        AND metric NOT IN ('cash', 'total_assets', 'market_cap', 'share_price', 'chip_revenue_run_rate')
        AND frequency IN ('year', 'nine_months', 'half', 'quarter')
        AND (frequency = 'year' OR (month(period_start) = 1 AND day(period_start) = 1))
),

years AS (
    SELECT
        asked_currency, company_id, metric, reported_currency, year,
        year - 1 - coalesce(count(*) FILTER (WHERE bool_or(is_year)) OVER earlier, 0) AS run,
        lead(year) OVER in_turn AS next_year,
        lead(min(period_end)) OVER in_turn AS next_end
    FROM periods
    GROUP BY asked_currency, company_id, metric, reported_currency, year
    WINDOW
        in_turn AS (PARTITION BY asked_currency, company_id, metric, reported_currency ORDER BY year),
        earlier AS (in_turn ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)

SELECT
    periods.asked_currency,
    periods.company_id,
    periods.country,
    periods.metric,
    periods.year,
    years.run,
    periods.is_year,
    lead(periods.period_end) OVER (
        PARTITION BY
            periods.asked_currency, periods.company_id, periods.metric, periods.reported_currency, periods.year
        ORDER BY periods.period_end
    ) AS longer_end,
    years.next_year,
    years.next_end,
    periods.fiscal_label,
    periods.period_start,
    periods.period_end,
    periods.reported_currency,
    periods.currency,
    periods.rate,
    periods.value,
    periods.value_low,
    periods.value_high,
    periods.is_preliminary,
    periods.is_standardised,
    periods.row_ids,
    periods.source_ids
FROM periods
INNER JOIN years
    ON
        periods.asked_currency = years.asked_currency
        AND periods.company_id = years.company_id
        AND periods.metric = years.metric
        AND periods.reported_currency = years.reported_currency
        AND periods.year = years.year
