-- question: What was each company worth after each deal, in the currency asked for?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency       VARCHAR    reported, CNY or USD: the currency a reader asks for
--   deal_id              VARCHAR    the deal
--   company_id           VARCHAR    who raised
--   country              VARCHAR    ISO country code of the company
--   year                 INTEGER    calendar year announced; NULL = undated
--   announced_on         DATE       day; with precision month the month's last day; NULL = no source gives a date
--   announced_precision  VARCHAR    day or month
--   round                VARCHAR    angel, a, b, ipo, ...
--   valuation            DOUBLE     post-money, base unit of currency
--   valuation_low        DOUBLE     lower bound of what was printed
--   valuation_high       DOUBLE     upper bound; NULL = open
--   range_low            DOUBLE     least valuation its sources print in the same currency
--   range_high           DOUBLE     greatest valuation
--   is_disputed          BOOLEAN    sources disagree by more than rounding
--   currency             VARCHAR    currency of the valuation; the printed one where no rate is known
--   rate                 DOUBLE     units of currency per unit of the printed one; NULL = not converted
--   row_ids              VARCHAR[]  rows that print it
--   source_ids           VARCHAR[]  their sources and those of the rate
-- notes:
--   A company can be valued in a deal whose amount is undisclosed, and the same deal in another currency.
WITH printed AS (
    SELECT
        observations.*,
        rounds.deal_id,
        rounds.valuation_currency
    FROM observations
    INNER JOIN funding_rounds AS rounds ON observations.row_id = rounds.row_id
    WHERE
        observations.subject = 'funding_rounds'
        AND observations.measure = 'valuation'
        AND NOT observations.is_misprint
),

ranges AS (
    SELECT
        deal_id,
        valuation_currency,
        min(value) AS range_low,
        max(value) AS range_high,
        coalesce(max(value_low) > min(value_high), FALSE) AS is_disputed,
        list_sort(list(DISTINCT row_id)) AS row_ids,
        list_sort(list(DISTINCT source_id)) AS source_ids
    FROM printed
    GROUP BY deal_id, valuation_currency
),

preferred AS (
    SELECT *
    FROM printed
    QUALIFY row_number() OVER (PARTITION BY deal_id ORDER BY preference, row_id) = 1
)

SELECT
    asked.currency AS asked_currency,
    preferred.deal_id,
    deals.company_id,
    companies.country,
    CAST(year(deals.announced_on) AS INTEGER) AS year,
    deals.announced_on,
    deals.announced_precision,
    deals.round,
    preferred.value * coalesce(fx.rate, 1) AS valuation,
    preferred.value_low * coalesce(fx.rate, 1) AS valuation_low,
    preferred.value_high * coalesce(fx.rate, 1) AS valuation_high,
    ranges.range_low * coalesce(fx.rate, 1) AS range_low,
    ranges.range_high * coalesce(fx.rate, 1) AS range_high,
    ranges.is_disputed,
    CASE
        WHEN asked.currency = 'reported' OR fx.rate IS NULL THEN preferred.valuation_currency
        ELSE asked.currency
    END AS currency,
    CASE WHEN asked.currency <> 'reported' AND preferred.valuation_currency <> asked.currency THEN fx.rate END AS rate,
    ranges.row_ids,
    list_sort(list_distinct(list_concat(ranges.source_ids, coalesce(fx.source_ids, [])))) AS source_ids
FROM preferred
INNER JOIN ranges
    ON preferred.deal_id = ranges.deal_id AND preferred.valuation_currency = ranges.valuation_currency
INNER JOIN deals ON preferred.deal_id = deals.deal_id
INNER JOIN companies ON deals.company_id = companies.company_id
CROSS JOIN (VALUES ('reported'), ('CNY'), ('USD')) AS asked (currency)
LEFT JOIN fx
    ON
        preferred.valuation_currency = fx.from_currency
        AND asked.currency = fx.to_currency
        AND year(deals.announced_on) = fx.year
