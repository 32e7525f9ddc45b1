-- question: How much did each funding deal raise, in the currency asked for, and through which channel?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency       VARCHAR    reported, CNY or USD: the currency a reader asks for
--   deal_id              VARCHAR    the deal
--   company_id           VARCHAR    who raised
--   country              VARCHAR    ISO country code of the company
--   channel              VARCHAR    private, public (the listing) or placed (after listing)
--   year                 INTEGER    calendar year announced; NULL = undated
--   announced_on         DATE       day; with precision month the month's last day; NULL = no source gives a date
--   announced_precision  VARCHAR    day or month
--   round                VARCHAR    angel, a, b, ipo, ...
--   amount               DOUBLE     base unit of currency; NULL = undisclosed
--   amount_low           DOUBLE     lower bound
--   amount_high          DOUBLE     upper bound; NULL = open
--   range_low            DOUBLE     least amount its sources print
--   range_high           DOUBLE     greatest amount
--   currency             VARCHAR    currency of amount; the printed one where no rate is known
--   rate                 DOUBLE     units of currency per unit of the printed one; NULL = not converted
--   is_convertible       BOOLEAN    the rate of the deal's year is known
--   is_at_least          BOOLEAN    the true amount is higher
--   proceeds             VARCHAR    gross or net; NULL = not said
--   covers               VARCHAR    whole_round, one_investor or several_rounds
--   valuation            DOUBLE     post-money, base unit of valuation_currency; NULL = unknown
--   valuation_currency   VARCHAR    currency of valuation, as printed
--   lead_investors       VARCHAR    separated by ;
--   row_ids              VARCHAR[]  rows behind it
--   source_ids           VARCHAR[]  their sources and those of the rate
SELECT
    asked.currency AS asked_currency,
    deals.deal_id,
    deals.company_id,
    companies.country,
    CASE
        WHEN deals.round = 'ipo' THEN 'public'
        WHEN deals.announced_on > companies.listed_on THEN 'placed'
        ELSE 'private'
    END AS channel,
    CAST(year(deals.announced_on) AS INTEGER) AS year,
    deals.announced_on,
    deals.announced_precision,
    deals.round,
    deals.amount * coalesce(fx.rate, 1) AS amount,
    deals.amount_low * coalesce(fx.rate, 1) AS amount_low,
    deals.amount_high * coalesce(fx.rate, 1) AS amount_high,
    deals.range_low * coalesce(fx.rate, 1) AS range_low,
    deals.range_high * coalesce(fx.rate, 1) AS range_high,
    CASE WHEN asked.currency = 'reported' OR fx.rate IS NULL THEN deals.currency ELSE asked.currency END AS currency,
    CASE WHEN asked.currency <> 'reported' AND deals.currency <> asked.currency THEN fx.rate END AS rate,
    fx.rate IS NOT NULL AS is_convertible,
    deals.is_at_least,
    deals.proceeds,
    deals.covers,
    deals.valuation,
    deals.valuation_currency,
    deals.lead_investors,
    deals.row_ids,
    list_sort(list_distinct(list_concat(deals.source_ids, coalesce(fx.source_ids, [])))) AS source_ids
FROM deals
INNER JOIN companies ON deals.company_id = companies.company_id
CROSS JOIN (VALUES ('reported'), ('CNY'), ('USD')) AS asked (currency)
LEFT JOIN fx
    ON deals.currency = fx.from_currency AND asked.currency = fx.to_currency AND year(deals.announced_on) = fx.year
