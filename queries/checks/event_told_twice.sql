-- question: Which happenings may be told under two names?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the happening
--   against     VARCHAR  the other happening
-- notes:
--   The same company and kind in two groups, within three days, or in a month that one of them names without a day.
--   Two things can happen to a company at once.
WITH told AS (
    SELECT
        events.event_id, events.event_group, events.kind, event_companies.company_id,
        events.date AS first_day,
        CASE events.date_precision WHEN 'month' THEN last_day(events.date) ELSE events.date END AS last_day
    FROM events
    INNER JOIN event_companies ON events.event_id = event_companies.event_id
    WHERE events.date_precision <> 'year'
)

SELECT
    'events' AS table_name,
    min(event.event_id) AS row_id,
    event.event_group AS said,
    other.event_group AS against
FROM told AS event
INNER JOIN told AS other
    ON
        event.company_id = other.company_id
        AND event.kind = other.kind
        AND event.event_group > other.event_group
        AND date_diff('day', event.last_day, other.first_day) <= 3
        AND date_diff('day', other.last_day, event.first_day) <= 3
GROUP BY event.event_group, other.event_group
ORDER BY row_id, against
