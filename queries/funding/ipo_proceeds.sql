-- question: What did each company's listing raise, gross and net of its costs?
-- params:
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   currency   VARCHAR    reported, CNY or USD at the average rate of the listing's year
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   deal_id              VARCHAR    the listing; NULL = a listed company of which no amount is known
--   company_id           VARCHAR    who raised
--   exchange             VARCHAR    where; NULL = unknown
--   announced_on         DATE       day; with precision month the month's last day and means the month; NULL = undated
--   announced_precision  VARCHAR    day or month; year only of a listed company without an amount
--   proceeds             VARCHAR    gross or net; NULL = not said
--   amount               DOUBLE     base unit of currency
--   amount_low           DOUBLE     base unit of currency; lower bound of what was printed
--   amount_high          DOUBLE     base unit of currency; upper bound; NULL = open
--   range_low            DOUBLE     base unit of currency; least amount its sources print for the same proceeds
--   range_high           DOUBLE     base unit of currency; greatest amount
--   is_disputed          BOOLEAN    sources disagree by more than rounding
--   is_at_least          BOOLEAN    the true amount is higher
--   currency             VARCHAR    currency of amount
--   rate                 DOUBLE     units of currency per unit of the reported one; NULL = not converted
--   row_ids              VARCHAR[]  rows behind it
--   source_ids           VARCHAR[]  data/sources.csv
-- notes:
--   Gross and net are two measures of one listing and are never added; a listing has one line for each that is printed.
--   A listed company without any known amount has a line without one, so that it can be named.
SELECT
    deal_id,
    company_id,
    exchange,
    announced_on,
    announced_precision,
    proceeds,
    amount,
    amount_low,
    amount_high,
    range_low,
    range_high,
    is_disputed,
    is_at_least,
    currency,
    rate,
    row_ids,
    source_ids
FROM ipo_proceeds
WHERE
    asked_currency = coalesce($currency, 'reported')
    AND CASE
        WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
        ELSE list_contains($companies, company_id)
    END
    AND (year IS NULL OR year >= coalesce($year_from, year))
    AND (year IS NULL OR year <= coalesce($year_to, year))
UNION ALL
SELECT
    NULL AS deal_id,
    companies.company_id,
    companies.exchange,
    companies.listed_on AS announced_on,
    companies.listed_precision AS announced_precision,
    NULL AS proceeds,
    NULL AS amount,
    NULL AS amount_low,
    NULL AS amount_high,
    NULL AS range_low,
    NULL AS range_high,
    FALSE AS is_disputed,
    FALSE AS is_at_least,
    NULL AS currency,
    NULL AS rate,
    [companies.company_id] AS row_ids,
    [companies.source_id] AS source_ids
FROM companies
WHERE
    companies.status = 'listed'
    AND CASE
        WHEN len(coalesce($companies, [])) = 0 THEN companies.country = 'CN'
        ELSE list_contains($companies, companies.company_id)
    END
    AND ($year_from IS NULL OR year(companies.listed_on) >= $year_from)
    AND ($year_to IS NULL OR year(companies.listed_on) <= $year_to)
    AND ($as_of IS NULL OR companies.listed_on <= $as_of)
    AND companies.company_id NOT IN (SELECT raised.company_id FROM ipo_proceeds AS raised)
ORDER BY announced_on NULLS LAST, deal_id NULLS LAST, proceeds NULLS LAST, company_id
