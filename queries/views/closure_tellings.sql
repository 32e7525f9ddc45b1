-- question: Who told of the closure of which company, when did it happen and since when was it known?
-- params:
-- columns:
--   happening_id    VARCHAR  event_group of the tellings of one happening; company_id where only the directory tells it
--   telling         BIGINT   1 = the first telling, which gives day and title
--   row_id          VARCHAR  event_id or company_id
--   company_id      VARCHAR  company; NULL = not in the directory
--   country         VARCHAR  country of its seat, as ISO 3166
--   status          VARCHAR  what the directory says of it today
--   happening       VARCHAR  closure, or layoff of a company that closed or was said to
--   happened_on     DATE     first day of the day, month or year in which it happened
--   happened_to     DATE     last day of that day, month or year
--   date_precision  VARCHAR  day, month or year
--   title_zh        VARCHAR  what happened, in Chinese; NULL = only the directory says that it closed
--   title_en        VARCHAR  what happened, in English
--   known_on        DATE     day of the publication; without one the last day on which it can have happened
--   gone_known_on   DATE     day on which a closure of the company was first known
--   source_id       VARCHAR  data/sources.csv
-- notes:
--   Of several companies concerned it is the one that closed. The as-of day acts on known_on and gone_known_on in the question.
WITH concerned AS (
    SELECT
        event_companies.event_id, companies.company_id, companies.country, companies.status,
        row_number() OVER (
            PARTITION BY event_companies.event_id
            ORDER BY CASE WHEN companies.status = 'closed' THEN 0 ELSE 1 END, companies.company_id
        ) AS place
    FROM event_companies
    INNER JOIN companies ON event_companies.company_id = companies.company_id
),

told AS (
    SELECT
        events.event_group AS happening_id, events.event_id AS row_id,
        concerned.company_id, concerned.country, concerned.status,
        events.kind AS happening, events.date AS happened_on, events.date_precision,
        events.title_zh, events.title_en, events.source_id
    FROM events
    LEFT JOIN concerned ON events.event_id = concerned.event_id AND concerned.place = 1
    WHERE events.kind IN ('closure', 'layoff')
    UNION ALL
    SELECT
        company_id, company_id, company_id, country, status, 'closure', status_since, status_since_precision,
        NULL, NULL, source_id
    FROM companies
    WHERE
        status = 'closed'
        AND status_since IS NOT NULL
        AND company_id NOT IN (
            SELECT event_companies.company_id
            FROM event_companies
            INNER JOIN events ON event_companies.event_id = events.event_id
            WHERE events.kind = 'closure'
        )
),

spans AS (
    SELECT
        *,
        CASE date_precision
            WHEN 'day' THEN happened_on
            WHEN 'month' THEN last_day(happened_on)
            ELSE make_date(year(happened_on), 12, 31)
        END AS happened_to
    FROM told
),

dated AS (
    SELECT spans.*, coalesce(sources.published_on, spans.happened_to) AS known_on
    FROM spans
    INNER JOIN sources ON spans.source_id = sources.source_id
)

SELECT
    happening_id,
    row_number() OVER (
        PARTITION BY happening_id ORDER BY CASE WHEN row_id = happening_id THEN 0 ELSE 1 END, row_id
    ) AS telling,
    row_id, company_id, country, status, happening, happened_on, happened_to, date_precision, title_zh, title_en,
    known_on,
    min(CASE WHEN happening = 'closure' THEN known_on END)
        OVER (PARTITION BY coalesce(company_id, happening_id)) AS gone_known_on,
    source_id
FROM dated
