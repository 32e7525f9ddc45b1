-- question: Which deals were told before the day on which they are said to have been announced?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the day of the deal
--   against     VARCHAR  the day of publication
-- notes:
--   A month counts from its first day. One day is left for the hours between two places.
SELECT
    'funding_rounds' AS table_name,
    funding_rounds.row_id,
    CAST(funding_rounds.announced_on AS VARCHAR) AS said,
    CAST(sources.published_on AS VARCHAR) AS against
FROM funding_rounds
INNER JOIN sources ON funding_rounds.source_id = sources.source_id
WHERE
    date_diff(
        'day', sources.published_on,
        CASE
            WHEN funding_rounds.announced_precision = 'month'
                THEN make_date(year(funding_rounds.announced_on), month(funding_rounds.announced_on), 1)
            ELSE funding_rounds.announced_on
        END
    ) > 1
ORDER BY funding_rounds.row_id
