-- question: What did each listing raise, gross and net apart, in the currency asked for?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency  VARCHAR    reported, CNY or USD: the currency a reader asks for
--   deal_id         VARCHAR    the listing
--   company_id      VARCHAR    who raised
--   country         VARCHAR    ISO country code of the company
--   exchange        VARCHAR    where; NULL = unknown
--   year            INTEGER    calendar year announced; NULL = undated
--   announced_on    DATE       day; NULL = no source gives a date
--   announced_precision  VARCHAR    day or month
--   proceeds        VARCHAR    gross or net of costs; NULL = not said
--   amount          DOUBLE     base unit of currency
--   amount_low      DOUBLE     lower bound of what was printed
--   amount_high     DOUBLE     upper bound; NULL = open
--   range_low       DOUBLE     least amount its sources print for the same proceeds in the same currency
--   range_high      DOUBLE     greatest amount
--   is_disputed     BOOLEAN    sources disagree by more than rounding
--   is_at_least     BOOLEAN    the true amount is higher
--   currency        VARCHAR    currency of the amount; the printed one where no rate is known
--   rate            DOUBLE     units of currency per unit of the printed one; NULL = not converted
--   row_ids         VARCHAR[]  rows that print it
--   source_ids      VARCHAR[]  their sources and those of the rate
-- notes:
--   Gross and net are two measures of one listing, never ranged together or added.
WITH printed AS (
    SELECT
        observations.*, rounds.deal_id, rounds.currency, rounds.proceeds, rounds.amount_is,
        min(observations.value) OVER by_kind AS range_low,
        max(observations.value) OVER by_kind AS range_high,
        coalesce(
            max(observations.value_low) OVER by_kind > min(observations.value_high) OVER by_kind, FALSE
        ) AS is_disputed,
        list(observations.row_id) OVER by_kind AS row_ids,
        list(observations.source_id) OVER by_kind AS source_ids,
        row_number() OVER (
            PARTITION BY rounds.deal_id, rounds.proceeds ORDER BY observations.preference, observations.row_id
        ) AS place
    FROM observations
    INNER JOIN funding_rounds AS rounds ON observations.row_id = rounds.row_id
    WHERE
        observations.subject = 'funding_rounds' AND observations.measure = 'amount'
        AND rounds.round = 'ipo' AND rounds.covers = 'whole_round' AND NOT observations.is_misprint
    WINDOW by_kind AS (PARTITION BY rounds.deal_id, rounds.proceeds, rounds.currency)
)

SELECT
    asked.currency AS asked_currency,
    printed.deal_id,
    deals.company_id,
    companies.country,
    companies.exchange,
    CAST(year(deals.announced_on) AS INTEGER) AS year,
    deals.announced_on,
    deals.announced_precision,
    printed.proceeds,
    printed.value * coalesce(fx.rate, 1) AS amount,
    printed.value_low * coalesce(fx.rate, 1) AS amount_low,
    printed.value_high * coalesce(fx.rate, 1) AS amount_high,
    printed.range_low * coalesce(fx.rate, 1) AS range_low,
    printed.range_high * coalesce(fx.rate, 1) AS range_high,
    printed.is_disputed,
    coalesce(printed.amount_is = 'at_least', FALSE) AS is_at_least,
    CASE WHEN asked.currency = 'reported' OR fx.rate IS NULL THEN printed.currency ELSE asked.currency END AS currency,
    CASE WHEN asked.currency <> 'reported' AND printed.currency <> asked.currency THEN fx.rate END AS rate,
    list_sort(list_distinct(printed.row_ids)) AS row_ids,
    list_sort(list_distinct(list_concat(printed.source_ids, coalesce(fx.source_ids, [])))) AS source_ids
FROM printed
INNER JOIN deals ON printed.deal_id = deals.deal_id
INNER JOIN companies ON deals.company_id = companies.company_id
CROSS JOIN (VALUES ('reported'), ('CNY'), ('USD')) AS asked (currency)
LEFT JOIN fx
    ON printed.currency = fx.from_currency AND asked.currency = fx.to_currency AND year(deals.announced_on) = fx.year
WHERE printed.place = 1
