-- question: Which losses are printed as profits, or profits as losses?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the value of the row
--   against     VARCHAR  the print
-- notes:
--   A minus, a bracket around the number or a word for a loss. 减亏 and 扭亏 speak of the change.
WITH signs AS (
    SELECT
        *,
        regexp_matches(
            reported_as, '^[^0-9]*[-−–(][^0-9]*[0-9]|亏损|虧損|净亏|淨虧|^亏|^虧|赤字|(?i)\bloss|^losing|손실|perdita'
        ) AS is_loss
    FROM financials
)

SELECT
    'financials' AS table_name,
    row_id,
    CAST(CAST(value AS DECIMAL(38, 6)) AS VARCHAR) AS said,
    reported_as AS against
FROM signs
WHERE value <> 0 AND is_loss <> (value < 0)
ORDER BY row_id
