-- question: Which companies have raised most, as far as amounts are disclosed?
-- params:
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   currency   VARCHAR    CNY or USD, each deal at the average rate of its year; reported counts as CNY
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   company_id    VARCHAR    who raised
--   currency      VARCHAR    currency of the sums
--   private       DOUBLE     base unit of currency; raised before listing
--   public        DOUBLE     base unit of currency; gross proceeds of listings, net where only that is known
--   placed        DOUBLE     base unit of currency; raised after listing, by placements
--   total         DOUBLE     base unit of currency; private, public and placed
--   total_low     DOUBLE     base unit of currency; lower bound
--   total_high    DOUBLE     base unit of currency; upper bound; NULL = open
--   is_at_least   BOOLEAN    an amount is a lower bound, or a deal is undisclosed or undated: the true total is higher
--   deals         BIGINT     deals summed
--   undisclosed   BIGINT     dated deals without an amount
--   undated       BIGINT     deals no source dates: not summed
--   row_ids       VARCHAR[]  rows behind it
--   source_ids    VARCHAR[]  data/sources.csv
-- derived:
--   private  sum(deals)
--   public  sum(deals)
--   placed  sum(deals)
--   total  private + public + placed
-- notes:
--   A deal counts once. Sums that cover several rounds are left out, since their rounds are counted. An amount that covers one investor only is a lower bound. Undated deals are not converted and not summed.
WITH known AS (
    SELECT
        *,
        CASE $currency WHEN 'USD' THEN 'USD' ELSE 'CNY' END AS shown_currency,
        is_convertible AND amount IS NOT NULL AS is_summed
    FROM deals_in_currency
    WHERE
        asked_currency = CASE $currency WHEN 'USD' THEN 'USD' ELSE 'CNY' END
        AND coalesce(covers, '') <> 'several_rounds'
        AND CASE
            WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
            ELSE list_contains($companies, company_id)
        END
        AND (year IS NULL OR year >= coalesce($year_from, year))
        AND (year IS NULL OR year <= coalesce($year_to, year))
)

SELECT
    company_id,
    min(shown_currency) AS currency,
    coalesce(sum(amount) FILTER (WHERE is_summed AND channel = 'private'), 0) AS private,
    coalesce(sum(amount) FILTER (WHERE is_summed AND channel = 'public'), 0) AS public,
    coalesce(sum(amount) FILTER (WHERE is_summed AND channel = 'placed'), 0) AS placed,
    sum(amount) FILTER (WHERE is_summed) AS total,
    sum(amount_low) FILTER (WHERE is_summed) AS total_low,
    CASE
        WHEN count(*) = count(*) FILTER (WHERE is_summed AND amount_high IS NOT NULL AND covers = 'whole_round')
            THEN sum(amount_high)
    END AS total_high,
    bool_or(is_at_least OR covers = 'one_investor' OR NOT is_summed) AS is_at_least,
    count(*) FILTER (WHERE is_summed) AS deals,
    count(*) FILTER (WHERE announced_on IS NOT NULL AND NOT is_summed) AS undisclosed,
    count(*) FILTER (WHERE announced_on IS NULL) AS undated,
    list_sort(list_distinct(flatten(list(row_ids)))) AS row_ids,
    list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
FROM known
GROUP BY company_id
HAVING count(*) FILTER (WHERE is_summed) > 0
ORDER BY total DESC, company_id
