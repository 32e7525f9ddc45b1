-- question: What was each company worth after each of its rounds and at its listing?
-- params:
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   currency   VARCHAR    reported, CNY or USD at the average rate of the announcement's year
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   deal_id              VARCHAR    the deal
--   company_id           VARCHAR    who raised
--   announced_on         DATE       day; with precision month the month's last day and means the month; NULL = undated
--   announced_precision  VARCHAR    day or month
--   round                VARCHAR    angel, a, b, ipo, ...
--   valuation            DOUBLE     base unit of currency; post-money
--   valuation_low        DOUBLE     base unit of currency; lower bound of what was printed
--   valuation_high       DOUBLE     base unit of currency; upper bound; NULL = open
--   range_low            DOUBLE     base unit of currency; least valuation its sources print
--   range_high           DOUBLE     base unit of currency; greatest valuation
--   is_disputed          BOOLEAN    sources disagree by more than rounding
--   currency             VARCHAR    currency of valuation
--   rate                 DOUBLE     units of currency per unit of the reported one; NULL = not converted
--   row_ids              VARCHAR[]  rows behind it
--   source_ids           VARCHAR[]  data/sources.csv
-- notes:
--   A valuation no source dates is listed and never placed in time or converted.
SELECT
    deal_id,
    company_id,
    announced_on,
    announced_precision,
    round,
    valuation,
    valuation_low,
    valuation_high,
    range_low,
    range_high,
    is_disputed,
    currency,
    rate,
    row_ids,
    source_ids
FROM valuations
WHERE
    asked_currency = coalesce($currency, 'reported')
    AND CASE
        WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
        ELSE list_contains($companies, company_id)
    END
    AND (year IS NULL OR year >= coalesce($year_from, year))
    AND (year IS NULL OR year <= coalesce($year_to, year))
ORDER BY announced_on NULLS LAST, deal_id
