-- question: What do the known deals of Chinese companies add up to in each year, by channel?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency  VARCHAR    CNY or USD; amounts as reported do not add up
--   year            INTEGER    calendar year announced
--   channel         VARCHAR    private, public (the listing) or placed (after listing)
--   amount          DOUBLE     base unit of asked_currency; NULL = no deal of the year is disclosed
--   amount_low      DOUBLE     lower bound
--   amount_high     DOUBLE     upper bound; NULL = open
--   is_at_least     BOOLEAN    an amount is a lower bound, or a deal is undisclosed
--   deals           BIGINT     deals summed
--   undisclosed     BIGINT     deals without an amount or without a rate
--   row_ids         VARCHAR[]  rows behind it
--   source_ids      VARCHAR[]  their sources and those of the rates
-- notes:
--   A deal counts once. Sums that cover several rounds are left out, since their rounds are counted; undated deals are in no year.
WITH known AS (
    SELECT *, is_convertible AND amount IS NOT NULL AS is_summed
    FROM deals_in_currency
    WHERE
        asked_currency <> 'reported'
        AND country = 'CN'
        AND year IS NOT NULL
        AND coalesce(covers, '') <> 'several_rounds'
)

SELECT
    asked_currency,
    year,
    channel,
    sum(amount) FILTER (WHERE is_summed) AS amount,
    sum(amount_low) FILTER (WHERE is_summed) AS amount_low,
    CASE
        WHEN count(*) = count(*) FILTER (WHERE is_summed AND amount_high IS NOT NULL AND covers = 'whole_round')
            THEN sum(amount_high)
    END AS amount_high,
    bool_or(is_at_least OR coalesce(covers, '') = 'one_investor' OR NOT is_summed) AS is_at_least,
    count(*) FILTER (WHERE is_summed) AS deals,
    count(*) FILTER (WHERE NOT is_summed) AS undisclosed,
    list_sort(list_distinct(flatten(list(row_ids)))) AS row_ids,
    list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
FROM known
GROUP BY asked_currency, year, channel
