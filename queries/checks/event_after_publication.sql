-- question: Which happenings were told before they happened?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the day of the happening
--   against     VARCHAR  the day of publication
-- notes:
--   A rule is told before it takes effect and a listing before its first day, so this is not always a slip.
SELECT
    'events' AS table_name,
    events.event_id AS row_id,
    CAST(events.date AS VARCHAR) AS said,
    CAST(sources.published_on AS VARCHAR) AS against
FROM events
INNER JOIN sources ON events.source_id = sources.source_id
WHERE date_diff('day', sources.published_on, events.date) > 1
ORDER BY events.event_id
