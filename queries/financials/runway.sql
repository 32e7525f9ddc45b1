-- question: For how many months would a company's cash last at the rate it was losing money?
-- params:
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   currency   VARCHAR    reported, CNY or USD at the year's average rate
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   company_id       VARCHAR    company
--   year             INTEGER    calendar year that holds most of the period's days
--   fiscal_label     VARCHAR    fiscal period that ends on the day of the cash
--   period_start     DATE       first day of the loss
--   period_end       DATE       day of the cash, last day of the loss
--   currency         VARCHAR    currency of both
--   cash             DOUBLE     base unit of currency; on the last day
--   burn_metric      VARCHAR    the result taken for the burn: operating_income where known, else net_profit
--   result           DOUBLE     base unit of currency; that result over the period; NULL = neither is known
--   months           DOUBLE     months in the period
--   burn             DOUBLE     base unit of currency; loss a month; NULL = no loss, or unknown
--   runway           DOUBLE     months; cash over burn; NULL = not burning, or unknown
--   runway_low       DOUBLE     months; lower bound, from the intervals of both
--   runway_high      DOUBLE     months; upper bound
--   is_preliminary   BOOLEAN    one of the two is preliminary
--   is_standardised  BOOLEAN    one of the two is a database's own arrangement
--   row_ids          VARCHAR[]  rows behind both
--   source_ids       VARCHAR[]  data/sources.csv
-- derived:
--   burn  -result / months
--   runway  cash / burn
-- notes:
--   The data holds no cash flows: a loss stands for the burn, the operating one where it is known, because a net loss can hold changes of value that cost no cash. Cash is what the statement calls so; deposits and bought products beside it are not in it.
WITH amounts AS (
    SELECT *, round(date_diff('day', period_start, period_end) / 30.4375) AS months
    FROM metrics_in_currency
    WHERE
        asked_currency = coalesce($currency, 'reported')
        AND is_shown
        AND metric IN ('cash', 'operating_income', 'net_profit')
        AND frequency IN ('year', 'half', 'nine_months', 'quarter')
        AND CASE
            WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
            ELSE list_contains($companies, company_id)
        END
        AND year >= coalesce($year_from, year)
        AND year <= coalesce($year_to, year)
)

SELECT
    cash.company_id,
    cash.year,
    cash.fiscal_label,
    cash.period_start,
    cash.period_end,
    cash.currency,
    cash.value AS cash,
    results.metric AS burn_metric,
    results.value AS result,
    cash.months,
    CASE WHEN results.value_high < 0 THEN -results.value / cash.months END AS burn,
    CASE WHEN results.value_high < 0 THEN cash.value * cash.months / -results.value END AS runway,
    CASE WHEN results.value_high < 0 THEN cash.value_low * cash.months / -results.value_low END AS runway_low,
    CASE WHEN results.value_high < 0 THEN cash.value_high * cash.months / -results.value_high END AS runway_high,
    cash.is_preliminary OR coalesce(results.is_preliminary, FALSE) AS is_preliminary,
    cash.is_standardised OR coalesce(results.is_standardised, FALSE) AS is_standardised,
    list_sort(list_distinct(list_concat(cash.row_ids, coalesce(results.row_ids, [])))) AS row_ids,
    list_sort(list_distinct(list_concat(cash.source_ids, coalesce(results.source_ids, [])))) AS source_ids
FROM amounts AS cash
LEFT JOIN amounts AS results
    ON
        cash.company_id = results.company_id
        AND results.metric <> 'cash'
        AND cash.currency = results.currency
        AND cash.period_start = results.period_start
        AND cash.period_end = results.period_end
WHERE cash.metric = 'cash'
QUALIFY
    row_number() OVER (
        PARTITION BY cash.company_id, cash.period_end, cash.currency
        ORDER BY cash.period_start, results.metric DESC NULLS LAST
    ) = 1
ORDER BY cash.company_id, cash.period_end
