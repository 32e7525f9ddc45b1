-- question: Which deals may be told under two names?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the deal
--   against     VARCHAR  the other deal
-- notes:
--   Of one company: within a month with the same round, amount or lead; or, where one has no day, with the same amount and the same round or lead.
--   A company can raise twice in a month, and a round in two steps.
WITH tellings AS (
    SELECT
        row_id, deal_id, company_id, round, announced_on, currency, amount_low, covers,
        unnest(string_split(coalesce(lead_investors, '-'), ';')) AS lead_investor
    FROM funding_rounds
    WHERE covers = 'whole_round'
),

pairs AS (
    SELECT
        telling.row_id,
        telling.deal_id,
        other.deal_id AS other_id,
        telling.announced_on,
        other.announced_on AS other_on,
        telling.round = other.round AS is_same_round,
        telling.amount_low = other.amount_low AND telling.currency = other.currency AS is_same_amount,
        telling.lead_investor = other.lead_investor AND telling.lead_investor <> '-' AS is_same_lead
    FROM tellings AS telling
    INNER JOIN tellings AS other ON telling.company_id = other.company_id AND telling.deal_id > other.deal_id
)

SELECT
    'funding_rounds' AS table_name,
    min(row_id) AS row_id,
    deal_id AS said,
    other_id AS against
FROM pairs
WHERE
    (abs(date_diff('day', announced_on, other_on)) <= 31 AND (is_same_round OR is_same_amount OR is_same_lead))
    OR (
        (deal_id LIKE '%undated%' OR other_id LIKE '%undated%')
        AND is_same_amount
        AND (is_same_round OR is_same_lead)
    )
GROUP BY deal_id, other_id
ORDER BY row_id, against
