-- question: Which listings fell on another day than the company was listed on?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the day of the happening
--   against     VARCHAR  the day in the directory
-- notes:
--   Only where both days are known exactly; a second listing elsewhere comes later.
SELECT
    'events' AS table_name,
    events.event_id AS row_id,
    CAST(events.date AS VARCHAR) AS said,
    concat(companies.company_id, ': ', CAST(companies.listed_on AS VARCHAR)) AS against
FROM events
INNER JOIN event_companies ON events.event_id = event_companies.event_id
INNER JOIN companies ON event_companies.company_id = companies.company_id
WHERE
    events.kind = 'listing'
    AND events.date_precision = 'day'
    AND companies.listed_precision = 'day'
    AND events.date < companies.listed_on
ORDER BY events.event_id
