-- question: What is known of each funding deal, each counted once?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   deal_id              VARCHAR    the deal
--   company_id           VARCHAR    who raised
--   announced_on         DATE       day; with precision month the month's last day; NULL = no source gives a date
--   announced_precision  VARCHAR    day or month
--   round                VARCHAR    angel, a, b, ipo, ...
--   amount               DOUBLE     base unit of currency; gross before net, whole round before a part; NULL = undisclosed
--   amount_low           DOUBLE     lower bound
--   amount_high          DOUBLE     upper bound; NULL = open ("at least")
--   range_low            DOUBLE     least amount its sources print in that currency, for the same proceeds and cover
--   range_high           DOUBLE     greatest amount
--   currency             VARCHAR    currency of amount
--   is_at_least          BOOLEAN    the true amount is higher
--   proceeds             VARCHAR    gross or net; NULL = not said
--   covers               VARCHAR    whole_round, one_investor or several_rounds
--   valuation            DOUBLE     post-money, base unit of valuation_currency; NULL = unknown
--   valuation_currency   VARCHAR    currency of valuation
--   lead_investors       VARCHAR    as printed by the preferred row that names any, separated by ;
--   row_ids              VARCHAR[]  rows behind it
--   source_ids           VARCHAR[]  their sources
WITH rows_known AS (
    SELECT
        observations.measure, observations.value, observations.value_low, observations.value_high,
        observations.is_misprint, observations.preference, rounds.*
    FROM observations
    INNER JOIN funding_rounds AS rounds ON observations.row_id = rounds.row_id
    WHERE observations.subject = 'funding_rounds'
),

announced AS (
    SELECT
        deal_id,
        min(company_id) AS company_id,
        first(announced_on ORDER BY announced_on IS NULL, announced_precision, preference, row_id) AS announced_on,
        first(
            announced_precision ORDER BY announced_on IS NULL, announced_precision, preference, row_id
        ) AS announced_precision,
        first(round ORDER BY preference, row_id) AS round,
        first(lead_investors ORDER BY lead_investors IS NULL, preference, row_id) AS lead_investors,
        list_sort(list(DISTINCT row_id)) AS row_ids,
        list_sort(list(DISTINCT source_id)) AS source_ids
    FROM rows_known
    WHERE measure = 'announcement'
    GROUP BY deal_id
),

amounts AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY deal_id
            ORDER BY
                CASE covers WHEN 'whole_round' THEN 1 WHEN 'one_investor' THEN 2 ELSE 3 END,
                CASE proceeds WHEN 'gross' THEN 1 WHEN 'net' THEN 3 ELSE 2 END,
                preference, row_id
        ) AS place,
        min(value) OVER (PARTITION BY deal_id, currency, covers, proceeds) AS range_low,
        max(value) OVER (PARTITION BY deal_id, currency, covers, proceeds) AS range_high
    FROM rows_known
    WHERE measure = 'amount' AND NOT is_misprint
),

valuations AS (
    SELECT *, row_number() OVER (PARTITION BY deal_id ORDER BY preference, row_id) AS place
    FROM rows_known
    WHERE measure = 'valuation' AND NOT is_misprint
)

SELECT
    announced.deal_id,
    announced.company_id,
    announced.announced_on,
    announced.announced_precision,
    announced.round,
    amounts.value AS amount,
    amounts.value_low AS amount_low,
    amounts.value_high AS amount_high,
    amounts.range_low,
    amounts.range_high,
    amounts.currency,
    coalesce(amounts.amount_is = 'at_least' OR amounts.qualifier = 'at_least', FALSE) AS is_at_least,
    amounts.proceeds,
    amounts.covers,
    valuations.value AS valuation,
    valuations.valuation_currency,
    announced.lead_investors,
    announced.row_ids,
    announced.source_ids
FROM announced
LEFT JOIN amounts ON announced.deal_id = amounts.deal_id AND amounts.place = 1
LEFT JOIN valuations ON announced.deal_id = valuations.deal_id AND valuations.place = 1
