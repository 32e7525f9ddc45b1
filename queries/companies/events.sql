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
--   Of several tellings the one with the most exact date is shown, then the first row on the happening, then the order of preference. A source without a date counts where that day, month or year had ended.
WITH tellings AS (
    SELECT
        events.*,
        row_number() OVER (
            PARTITION BY events.event_group
            ORDER BY
                events.date_precision, events.event_id <> events.event_group,
                observations.preference, events.event_id
        ) AS place
    FROM events
    INNER JOIN observations ON events.event_id = observations.row_id AND observations.subject = 'events'
    INNER JOIN event_companies AS concerned ON events.event_id = concerned.event_id
    WHERE concerned.company_id = $id
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
