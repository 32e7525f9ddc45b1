-- question: Where do events.company_ids and event_companies differ?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the company
--   against     VARCHAR  the table that lacks it
-- notes:
--   event_companies is the key to join by, events.company_ids its copy for readers.
WITH named AS (
    SELECT event_id, unnest(string_split(company_ids, ';')) AS company_id
    FROM events
    WHERE company_ids IS NOT NULL
)

SELECT
    CASE WHEN named.event_id IS NULL THEN 'event_companies' ELSE 'events' END AS table_name,
    coalesce(named.event_id, event_companies.event_id) AS row_id,
    coalesce(named.company_id, event_companies.company_id) AS said,
    CASE WHEN named.event_id IS NULL THEN 'events.company_ids' ELSE 'event_companies' END AS against
FROM named
FULL OUTER JOIN event_companies
    ON named.event_id = event_companies.event_id AND named.company_id = event_companies.company_id
WHERE named.event_id IS NULL OR event_companies.event_id IS NULL
ORDER BY row_id, said
