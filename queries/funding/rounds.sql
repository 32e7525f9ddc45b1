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
    deal_id,
    company_id,
    announced_on,
    announced_precision,
    round,
    amount,
    amount_low,
    amount_high,
    range_low,
    range_high,
    currency,
    is_at_least,
    proceeds,
    covers,
    valuation,
    valuation_currency,
    lead_investors,
    rate,
    row_ids,
    source_ids
FROM deals_in_currency
WHERE
    asked_currency = coalesce($currency, 'reported')
    AND CASE
        WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
        ELSE list_contains($companies, company_id)
    END
    AND (year IS NULL OR year >= coalesce($year_from, year))
    AND (year IS NULL OR year <= coalesce($year_to, year))
ORDER BY announced_on NULLS LAST, deal_id
