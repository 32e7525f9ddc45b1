-- question: Which named companies closed down, when, and is that all that is known of them?
-- params:
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only what was published on or before this day; NULL = all
-- columns:
--   company_id      VARCHAR    company; NULL = not in the directory, the titles name it
--   country         VARCHAR    country of its seat, as ISO 3166; NULL = unknown
--   status          VARCHAR    what the directory says of it today; NULL = not in it
--   happening       VARCHAR    closure, or layoff of a company that closed or was said to
--   happened_on     DATE       first day of the day, month or year in which it happened
--   happened_to     DATE       last day of that day, month or year
--   date_precision  VARCHAR    day, month or year
--   title_zh        VARCHAR    what happened, in Chinese; NULL = only the directory says that it closed
--   title_en        VARCHAR    what happened, in English
--   row_ids         VARCHAR[]  event_id of each telling, or company_id
--   source_ids      VARCHAR[]  data/sources.csv
-- notes:
--   One row a happening, however many sources tell it; its first telling gives day and title. Of several companies concerned it is the one that closed.
--   A source without a date counts where that day, month or year had ended by the day asked for.
WITH dated AS (
    SELECT
        *,
        CASE date_precision
            WHEN 'day' THEN date WHEN 'month' THEN last_day(date) ELSE make_date(year(date), 12, 31)
        END AS happened_to
    FROM events
    WHERE kind IN ('closure', 'layoff')
),

told AS (
    SELECT
        events.event_group, events.event_id, events.kind, events.date, events.happened_to, events.date_precision,
        events.title_zh, events.title_en, events.source_id, companies.company_id, companies.country, companies.status,
        row_number() OVER (
            PARTITION BY events.event_id ORDER BY companies.status = 'closed' DESC NULLS LAST, companies.company_id
        ) AS place
    FROM dated AS events
    INNER JOIN sources ON events.source_id = sources.source_id
    LEFT JOIN event_companies ON events.event_id = event_companies.event_id
    LEFT JOIN companies ON event_companies.company_id = companies.company_id
    WHERE $as_of IS NULL OR coalesce(sources.published_on, events.happened_to) <= $as_of
),

happenings AS (
    SELECT
        company_id, country, status, kind, date AS happened_on, happened_to, date_precision, title_zh, title_en,
        list_sort(list(event_id) OVER (PARTITION BY event_group)) AS row_ids,
        list_sort(list(source_id) OVER (PARTITION BY event_group)) AS source_ids,
        max(CAST(kind = 'closure' AS INTEGER)) OVER (PARTITION BY coalesce(company_id, event_group)) AS is_gone,
        row_number() OVER (PARTITION BY event_group ORDER BY event_id = event_group DESC, event_id) AS telling
    FROM told
    WHERE place = 1
),

directory AS (
    SELECT
        companies.*,
        sources.published_on,
        CASE companies.status_since_precision
            WHEN 'day' THEN companies.status_since
            WHEN 'month' THEN last_day(companies.status_since)
            ELSE make_date(year(companies.status_since), 12, 31)
        END AS closed_to
    FROM companies
    INNER JOIN sources ON companies.source_id = sources.source_id
    WHERE
        companies.status = 'closed'
        AND companies.status_since IS NOT NULL
        AND companies.company_id NOT IN (
            SELECT happenings.company_id
            FROM happenings
            WHERE happenings.company_id IS NOT NULL AND happenings.kind = 'closure'
        )
)

SELECT
    company_id, country, status, kind AS happening, happened_on, happened_to, date_precision, title_zh, title_en,
    list_sort(list_distinct(row_ids)) AS row_ids, list_sort(list_distinct(source_ids)) AS source_ids
FROM happenings
WHERE
    telling = 1 AND (is_gone = 1 OR status = 'closed')
    AND year(happened_on) >= coalesce($year_from, year(happened_on))
    AND year(happened_on) <= coalesce($year_to, year(happened_on))
UNION ALL
SELECT
    company_id, country, status, 'closure', status_since, closed_to, status_since_precision, NULL, NULL,
    [company_id], [source_id]
FROM directory
WHERE
    ($as_of IS NULL OR coalesce(published_on, closed_to) <= $as_of)
    AND year(status_since) >= coalesce($year_from, year(status_since))
    AND year(status_since) <= coalesce($year_to, year(status_since))
ORDER BY happened_on, happening, company_id
