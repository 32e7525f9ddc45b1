-- question: Which named companies closed down or let people go on the way, each happening once?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   happening_id    VARCHAR    the happening; company_id where only the directory tells it
--   company_id      VARCHAR    company; NULL = not in the directory
--   country         VARCHAR    country of its seat, as ISO 3166
--   status          VARCHAR    what the directory says of it today
--   happening       VARCHAR    closure, or layoff of a company that closed or was said to
--   happened_on     DATE       first day of the day, month or year in which it happened
--   happened_to     DATE       last day of that day, month or year
--   date_precision  VARCHAR    day, month or year
--   title_zh        VARCHAR    what happened, in Chinese; NULL = only the directory says that it closed
--   title_en        VARCHAR    what happened, in English
--   closed_by       DATE       day by which the directory knew of the closure; NULL = a happening tells it
--   row_ids         VARCHAR[]  event_id of each telling, or company_id
--   source_ids      VARCHAR[]  their sources
-- notes:
--   Of several companies concerned it is the one that closed. The as-of day acts on happenings, and on closed_by in the question.
WITH concerned AS (
    SELECT
        happenings.*,
        companies.company_id, companies.country, companies.status,
        row_number() OVER (
            PARTITION BY happenings.happening_id
            ORDER BY CASE WHEN companies.status = 'closed' THEN 0 ELSE 1 END, companies.company_id
        ) AS place
    FROM happenings
    LEFT JOIN companies ON list_contains(happenings.company_ids, companies.company_id)
    WHERE happenings.event_kind IN ('closure', 'layoff')
),

listed AS (
    SELECT
        companies.*,
        CASE companies.status_since_precision
            WHEN 'day' THEN companies.status_since
            WHEN 'month' THEN last_day(companies.status_since)
            ELSE make_date(year(companies.status_since), 12, 31)
        END AS status_by,
        sources.published_on
    FROM companies
    INNER JOIN sources ON companies.source_id = sources.source_id
    WHERE
        companies.status = 'closed'
        AND companies.status_since IS NOT NULL
        AND companies.company_id NOT IN (
            SELECT event_companies.company_id
            FROM event_companies
            INNER JOIN events ON event_companies.event_id = events.event_id
            WHERE events.kind = 'closure'
        )
),

told AS (
    SELECT
        happening_id, company_id, country, status, event_kind AS happening, happened_on, until AS happened_to,
        date_precision, title_zh, title_en, CAST(NULL AS DATE) AS closed_by, row_ids, source_ids
    FROM concerned
    WHERE place = 1
    UNION ALL
    SELECT
        company_id, company_id, country, status, 'closure', status_since, status_by, status_since_precision,
        NULL, NULL, coalesce(published_on, status_by), [company_id], [source_id]
    FROM listed
)

SELECT
    happening_id, company_id, country, status, happening, happened_on, happened_to, date_precision, title_zh, title_en,
    max(closed_by) OVER company AS closed_by,
    row_ids, source_ids
FROM told
WINDOW company AS (PARTITION BY coalesce(company_id, happening_id))
QUALIFY bool_or(happening = 'closure') OVER company
