-- question: What happened, each happening once, however many sources tell of it?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   happening_id    VARCHAR    the happening: event_group
--   happened_on     DATE       day; with precision month or year the first day of it
--   until           DATE       the same day; with precision month or year the last day of it
--   date_precision  VARCHAR    day, month or year
--   earliest_on     DATE       earliest day that a telling as exact gives
--   latest_on       DATE       latest day that a telling as exact gives
--   event_kind      VARCHAR    sanction, export_control, policy, fund, ipo, listing, acquisition, product, layoff, closure or other
--   title_zh        VARCHAR    what happened, in Chinese
--   title_en        VARCHAR    what happened, in English
--   company_ids     VARCHAR[]  companies concerned; empty = none of the directory
--   source_id       VARCHAR    source of the telling that stands for it
--   row_ids         VARCHAR[]  every telling
--   source_ids      VARCHAR[]  their sources
-- notes:
--   Of several tellings the one with the most exact date stands, then the first row on the happening, then the order of preference.
WITH tellings AS (
    SELECT
        events.*,
        observations.period_end AS until,
        row_number() OVER (
            PARTITION BY events.event_group
            ORDER BY
                events.date_precision, events.event_id <> events.event_group,
                observations.preference, events.event_id
        ) AS place,
        min(events.date) OVER (PARTITION BY events.event_group, events.date_precision) AS earliest_on,
        max(events.date) OVER (PARTITION BY events.event_group, events.date_precision) AS latest_on
    FROM observations
    INNER JOIN events ON observations.row_id = events.event_id
    WHERE observations.subject = 'events'
),

trails AS (
    SELECT
        event_group,
        list_sort(list(DISTINCT event_id)) AS row_ids,
        list_sort(list(DISTINCT source_id)) AS source_ids
    FROM tellings
    GROUP BY event_group
),

concerned AS (
    SELECT tellings.event_group, list_sort(list(DISTINCT event_companies.company_id)) AS company_ids
    FROM tellings
    INNER JOIN event_companies ON tellings.event_id = event_companies.event_id
    GROUP BY tellings.event_group
)

SELECT
    tellings.event_group AS happening_id,
    tellings.date AS happened_on,
    tellings.until,
    tellings.date_precision,
    tellings.earliest_on,
    tellings.latest_on,
    tellings.kind AS event_kind,
    tellings.title_zh,
    tellings.title_en,
    coalesce(concerned.company_ids, []) AS company_ids,
    tellings.source_id,
    trails.row_ids,
    trails.source_ids
FROM tellings
INNER JOIN trails ON tellings.event_group = trails.event_group
LEFT JOIN concerned ON tellings.event_group = concerned.event_group
WHERE tellings.place = 1
