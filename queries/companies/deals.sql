-- question: What did a company raise in each of its deals, and at what valuation?
-- params:
--   id        VARCHAR  company
--   currency  VARCHAR  reported, CNY or USD at the average rate of the announcement's year
--   as_of     DATE     only figures published on or before this day; NULL = all
-- columns:
--   deal_id              VARCHAR    the deal, counted once whatever the number of sources
--   company_id           VARCHAR    who raised
--   announced_on         DATE       day; with precision month the month's last day and means the month; NULL = undated
--   announced_precision  VARCHAR    day or month
--   round                VARCHAR    angel, a, b, ipo, ...
--   amount               DOUBLE     base unit of currency; NULL = undisclosed
--   amount_low           DOUBLE     base unit of currency; lower bound
--   amount_high          DOUBLE     base unit of currency; upper bound; NULL = open
--   range_low            DOUBLE     base unit of currency; least amount its sources print
--   range_high           DOUBLE     base unit of currency; greatest amount
--   currency             VARCHAR    currency of amount
--   is_at_least          BOOLEAN    the true amount is higher
--   proceeds             VARCHAR    gross or net; NULL = not said
--   covers               VARCHAR    whole_round, one_investor or several_rounds
--   valuation            DOUBLE     base unit of valuation_currency; post-money
--   valuation_currency   VARCHAR    currency of valuation; the printed one where no rate is known
--   lead_investors       VARCHAR    separated by ;
--   rate                 DOUBLE     units of currency per unit of the reported one; NULL = not converted
--   row_ids              VARCHAR[]  rows behind it
--   source_ids           VARCHAR[]  data/sources.csv
-- notes:
--   A deal no source dates is listed and never placed in time or converted.
SELECT
    deals.deal_id,
    deals.company_id,
    deals.announced_on,
    deals.announced_precision,
    deals.round,
    deals.amount,
    deals.amount_low,
    deals.amount_high,
    deals.range_low,
    deals.range_high,
    deals.currency,
    deals.is_at_least,
    deals.proceeds,
    deals.covers,
    deals.valuation * coalesce(fx.rate, 1) AS valuation,
    coalesce(fx.to_currency, deals.valuation_currency) AS valuation_currency,
    deals.lead_investors,
    deals.rate,
    deals.row_ids,
    list_sort(list_distinct(list_concat(deals.source_ids, coalesce(fx.source_ids, [])))) AS source_ids
FROM deals_in_currency AS deals
LEFT JOIN fx
    ON
        deals.valuation_currency = fx.from_currency
        AND nullif(deals.asked_currency, 'reported') = fx.to_currency
        AND deals.year = fx.year
WHERE deals.asked_currency = coalesce($currency, 'reported') AND deals.company_id = $id
ORDER BY deals.announced_on NULLS LAST, deals.deal_id
