-- question: How much has each company raised in all its deals, as far as amounts are disclosed?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency  VARCHAR    CNY or USD, each deal at the average rate of its year
--   company_id      VARCHAR    who raised
--   raised          DOUBLE     base unit of asked_currency; NULL = no amount is disclosed
--   is_at_least     BOOLEAN    an amount is a lower bound, or a deal is undisclosed or undated: the true sum is higher
--   deals           BIGINT     deals known, summed or not
--   row_ids         VARCHAR[]  rows behind it
--   source_ids      VARCHAR[]  their sources and those of the rates
-- notes:
--   As in funding/most_raised: a deal counts once, sums over several rounds are left out, undated deals are not converted and not summed.
SELECT
    asked_currency,
    company_id,
    sum(amount) FILTER (WHERE is_convertible) AS raised,
    bool_or(
        is_at_least OR coalesce(covers, '') = 'one_investor' OR NOT is_convertible OR amount IS NULL
    ) AS is_at_least,
    count(*) AS deals,
    list_sort(list_distinct(flatten(list(row_ids)))) AS row_ids,
    list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
FROM deals_in_currency
WHERE asked_currency <> 'reported' AND coalesce(covers, '') <> 'several_rounds'
GROUP BY asked_currency, company_id
