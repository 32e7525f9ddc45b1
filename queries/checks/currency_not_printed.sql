-- question: Which amounts stand in another currency than their print?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the currency of the row
--   against     VARCHAR  the print
-- notes:
--   A print without a sign of its currency is not judged, nor one that names several. A bare 元 is the currency of the place: in Hong Kong its dollar.
WITH amounts AS (
    SELECT 'financials' AS table_name, row_id, currency, reported_as FROM financials
    UNION ALL
    SELECT 'guidance', row_id, currency, reported_as FROM guidance
    UNION ALL
    SELECT 'funding_rounds', row_id, CASE WHEN amount_low IS NULL THEN valuation_currency ELSE currency END, reported_as
    FROM funding_rounds
    UNION ALL
    SELECT 'funding_totals', row_id, currency, reported_as FROM funding_totals
    UNION ALL
    SELECT 'market', row_id, unit, reported_as
    FROM market
    WHERE unit IN ('USD', 'CNY')
),

named AS (
    SELECT
        *,
        regexp_matches(reported_as, '(?i)美元|美金|ドル|달러|usd|us\$|dollar|(^|[^A-Za-z])\$')
        AND NOT regexp_matches(reported_as, '(?i)hk\$|港') AS is_usd,
        regexp_matches(reported_as, '(?i)hk\$|hkd|港元|港币|港幣') AS is_hkd,
        regexp_matches(reported_as, '(?i)eur|€|欧元|歐元') AS is_eur,
        regexp_matches(reported_as, '(?i)rmb|cny|yuan|人民币|人民幣|위안|¥')
        OR (currency <> 'HKD' AND regexp_matches(reported_as, '[^美港欧歐日]元')) AS is_cny
    FROM amounts
)

SELECT
    table_name,
    row_id,
    currency AS said,
    reported_as AS against
FROM named
WHERE
    CAST(is_usd AS INTEGER) + CAST(is_hkd AS INTEGER) + CAST(is_eur AS INTEGER) + CAST(is_cny AS INTEGER) = 1
    AND NOT CASE currency WHEN 'USD' THEN is_usd WHEN 'HKD' THEN is_hkd WHEN 'EUR' THEN is_eur ELSE is_cny END
ORDER BY table_name, row_id
