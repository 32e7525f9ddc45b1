-- question: Which events name a group that does not exist, or whose first row belongs to another group?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the group
--   against     VARCHAR  the row that names it
-- notes:
--   An event group bears the event_id of its first row, which belongs to the group itself.
SELECT
    'events' AS table_name,
    event.event_id AS row_id,
    event.event_group AS said,
    event.event_id AS against
FROM events AS event
LEFT JOIN events AS leader ON event.event_group = leader.event_id AND leader.event_id = leader.event_group
WHERE leader.event_id IS NULL
ORDER BY event.event_id
