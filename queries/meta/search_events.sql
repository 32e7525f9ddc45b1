-- question: What happened, each happening once, and whom does it concern first?
-- params:
-- columns:
--   event_id        VARCHAR  first telling of the happening
--   date            DATE     day of the happening, to be read with date_precision
--   date_precision  VARCHAR  day, month or year
--   title_zh        VARCHAR  what happened, in Chinese
--   title_en        VARCHAR  what happened, in English
--   company_id      VARCHAR  company named first; NULL = none of the directory
--   url             VARCHAR  address of the page that tells it
-- notes:
--   The first telling speaks for its group: event_group is its event_id.
SELECT
    events.event_id,
    events.date,
    events.date_precision,
    events.title_zh,
    events.title_en,
    nullif(split_part(events.company_ids, ';', 1), '') AS company_id,
    sources.url
FROM events
INNER JOIN sources ON events.source_id = sources.source_id
WHERE events.event_id = events.event_group
ORDER BY events.date DESC, events.event_id
