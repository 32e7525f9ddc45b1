-- question: Which forecasts were published after their period had ended?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the end of the period
--   against     VARCHAR  the day of publication
-- notes:
--   Often a page that quotes an older forecast. Pages without a date are not judged.
SELECT
    'market' AS table_name,
    market.row_id,
    CAST(market.period_end AS VARCHAR) AS said,
    CAST(sources.published_on AS VARCHAR) AS against
FROM market
INNER JOIN sources ON market.source_id = sources.source_id
WHERE market.is_forecast AND sources.published_on > market.period_end
ORDER BY market.row_id
