-- question: What happened to a company, newest first, each happening once?
-- params:
--   id     VARCHAR  company
--   as_of  DATE     only what was published on or before this day; NULL = all
-- columns:
--   event_id        VARCHAR    the happening, by the telling shown
--   date            DATE       first day of what date_precision says
--   date_precision  VARCHAR    day, month or year
--   event_kind      VARCHAR    sanction, ipo, listing, product, ...
--   title_zh        VARCHAR    what happened, in Chinese
--   title_en        VARCHAR    what happened, in English
--   amount          DOUBLE     base unit of currency; money involved, as told; NULL = none told
--   currency        VARCHAR    currency of amount, as printed
--   tellings        BIGINT     sources that tell it, in rows
--   row_ids         VARCHAR[]  the tellings' event ids
--   source_ids      VARCHAR[]  data/sources.csv
-- notes:
--   Of several tellings of one happening the one of the strongest source is shown (filing, exchange, government, company, database, analyst, news, aggregator), then the newest. A source without a date counts as of the event's own day.
WITH tellings AS (
    SELECT
        events.*,
        row_number() OVER (
            PARTITION BY events.event_group
            ORDER BY
                CASE sources.kind
                    WHEN 'filing' THEN 1 WHEN 'exchange' THEN 2 WHEN 'government' THEN 3 WHEN 'company' THEN 4
                    WHEN 'database' THEN 5 WHEN 'analyst' THEN 6 WHEN 'news' THEN 7 ELSE 8
                END,
                sources.published_on DESC NULLS LAST, events.event_id
        ) AS place
    FROM events
    INNER JOIN sources ON events.source_id = sources.source_id
    INNER JOIN event_companies AS concerned ON events.event_id = concerned.event_id
    WHERE
        concerned.company_id = $id
        AND ($as_of IS NULL OR coalesce(sources.published_on, events.date) <= $as_of)
),

happenings AS (
    SELECT
        event_group,
        count(*) AS tellings,
        list_sort(list(DISTINCT event_id)) AS row_ids,
        list_sort(list(DISTINCT source_id)) AS source_ids
    FROM tellings
    GROUP BY event_group
)

SELECT
    tellings.event_id,
    tellings.date,
    tellings.date_precision,
    tellings.kind AS event_kind,
    tellings.title_zh,
    tellings.title_en,
    tellings.amount,
    tellings.currency,
    happenings.tellings,
    happenings.row_ids,
    happenings.source_ids
FROM tellings
INNER JOIN happenings ON tellings.event_group = happenings.event_group
WHERE tellings.place = 1
ORDER BY tellings.date DESC, tellings.event_id
