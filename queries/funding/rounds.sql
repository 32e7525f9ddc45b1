-- question: Which rounds and listings were announced when, and how large were they?
-- params:
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   currency   VARCHAR    reported, CNY or USD at the average rate of the announcement's year
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   as_of      DATE       only figures published on or before this day; NULL = all
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
--   valuation_currency   VARCHAR    currency of valuation, as printed
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
    deals.amount * coalesce(fx.rate, 1) AS amount,
    deals.amount_low * coalesce(fx.rate, 1) AS amount_low,
    deals.amount_high * coalesce(fx.rate, 1) AS amount_high,
    deals.range_low * coalesce(fx.rate, 1) AS range_low,
    deals.range_high * coalesce(fx.rate, 1) AS range_high,
    CASE WHEN $currency = 'reported' OR fx.rate IS NULL THEN deals.currency ELSE $currency END AS currency,
    deals.is_at_least,
    deals.proceeds,
    deals.covers,
    deals.valuation,
    deals.valuation_currency,
    deals.lead_investors,
    CASE WHEN $currency <> 'reported' AND deals.currency <> $currency THEN fx.rate END AS rate,
    deals.row_ids,
    list_sort(list_distinct(list_concat(deals.source_ids, coalesce(fx.source_ids, [])))) AS source_ids
FROM deals
INNER JOIN companies ON deals.company_id = companies.company_id
LEFT JOIN fx ON deals.currency = fx.from_currency AND $currency = fx.to_currency AND year(deals.announced_on) = fx.year
WHERE
    CASE
        WHEN len(coalesce($companies, [])) = 0 THEN companies.country = 'CN'
        ELSE list_contains($companies, deals.company_id)
    END
    AND (deals.announced_on IS NULL OR year(deals.announced_on) >= coalesce($year_from, year(deals.announced_on)))
    AND (deals.announced_on IS NULL OR year(deals.announced_on) <= coalesce($year_to, year(deals.announced_on)))
ORDER BY deals.announced_on NULLS LAST, deals.deal_id
