-- question: Which deals told by the given rows are added up, as printed and as converted?
-- params:
--   row_ids   VARCHAR[]  rows of funding_rounds
--   currency  VARCHAR    CNY or USD
--   as_of     DATE       only rows published on or before this day; NULL = all
-- columns:
--   deal_id     VARCHAR    the deal
--   company_id  VARCHAR    who raised
--   round       VARCHAR    angel, a, b, ipo, ...
--   channel     VARCHAR    private, public or placed
--   year        INTEGER    calendar year announced
--   currency    VARCHAR    currency of printed
--   printed     DOUBLE     base unit of currency
--   rate        DOUBLE     units of the asked currency per unit of currency; NULL = not converted
--   amount      DOUBLE     base unit of the asked currency
-- notes:
--   Only what a sum holds: deals with an amount and a rate, no sums that cover several rounds.
SELECT
    converted.deal_id,
    converted.company_id,
    converted.round,
    converted.channel,
    converted.year,
    deals.currency,
    deals.amount AS printed,
    converted.rate,
    converted.amount
FROM deals_in_currency AS converted
INNER JOIN deals ON converted.deal_id = deals.deal_id
WHERE
    converted.asked_currency = $currency
    AND converted.is_convertible
    AND converted.amount IS NOT NULL
    AND coalesce(converted.covers, '') <> 'several_rounds'
    AND list_has_all($row_ids, converted.row_ids)
ORDER BY converted.announced_on, converted.deal_id
