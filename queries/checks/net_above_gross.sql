-- question: Which deals bring in more net than gross, or lose too much between both?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  net
--   against     VARCHAR  gross
-- notes:
--   The costs of an offering are between nothing and a fifth of it. Amounts of one deal in one currency.
WITH net AS (
    SELECT *
    FROM funding_rounds
    WHERE proceeds = 'net' AND covers = 'whole_round'
),

gross AS (
    SELECT *
    FROM funding_rounds
    WHERE proceeds = 'gross' AND covers = 'whole_round'
)

SELECT
    'funding_rounds' AS table_name,
    net.row_id,
    CAST(CAST(net.amount_low AS DECIMAL(38, 6)) AS VARCHAR) AS said,
    concat(gross.row_id, ': ', CAST(CAST(gross.amount_low AS DECIMAL(38, 2)) AS VARCHAR)) AS against
FROM net
INNER JOIN gross ON net.deal_id = gross.deal_id AND net.currency = gross.currency
WHERE
    net.amount_low - net.rounding > gross.amount_high + gross.rounding
    OR net.amount_high < 0.8 * gross.amount_low
ORDER BY net.row_id, gross.row_id
