-- question: Which sources speak of a company, and of what?
-- params:
--   id     VARCHAR  company
--   as_of  DATE     only sources published on or before this day, and those without a date; NULL = all
-- columns:
--   source_id     VARCHAR    source
--   title         VARCHAR    title of the page
--   publisher     VARCHAR    who published it
--   url           VARCHAR    address; NULL = an imported file
--   published_on  DATE       day of publication; NULL = the page has no date
--   kind          VARCHAR    filing, exchange, government, company, database, analyst, news, aggregator, own_file (imported)
--   facts         BIGINT     facts of the directory that rest on it
--   statements    BIGINT     rows of statements, prices and guidance that rest on it
--   rounds        BIGINT     rows of funding rounds that rest on it
--   happenings    BIGINT     tellings of events that rest on it
--   row_ids       VARCHAR[]  rows of the tables that rest on it
--   source_ids    VARCHAR[]  data/sources.csv
WITH rows_known AS (
    SELECT source_id, 'facts' AS about, CAST(NULL AS VARCHAR) AS row_id
    FROM companies
    WHERE company_id = $id
    UNION ALL
    SELECT source_id, 'facts', NULL
    FROM company_sources
    WHERE company_id = $id
    UNION ALL
    SELECT source_id, 'statements', row_id
    FROM financials
    WHERE company_id = $id
    UNION ALL
    SELECT source_id, 'statements', row_id
    FROM guidance
    WHERE company_id = $id
    UNION ALL
    SELECT source_id, 'rounds', row_id
    FROM funding_rounds
    WHERE company_id = $id
    UNION ALL
    SELECT events.source_id, 'happenings', events.event_id
    FROM events
    INNER JOIN event_companies AS concerned ON events.event_id = concerned.event_id
    WHERE concerned.company_id = $id
)

SELECT
    sources.source_id,
    sources.title,
    sources.publisher,
    sources.url,
    sources.published_on,
    CASE WHEN sources.url IS NULL THEN 'own_file' ELSE sources.kind END AS kind,
    count(*) FILTER (WHERE rows_known.about = 'facts') AS facts,
    count(*) FILTER (WHERE rows_known.about = 'statements') AS statements,
    count(*) FILTER (WHERE rows_known.about = 'rounds') AS rounds,
    count(*) FILTER (WHERE rows_known.about = 'happenings') AS happenings,
    coalesce(
        list_sort(list(DISTINCT rows_known.row_id) FILTER (WHERE rows_known.row_id IS NOT NULL)), []
    ) AS row_ids,
    [sources.source_id] AS source_ids
FROM rows_known
INNER JOIN sources ON rows_known.source_id = sources.source_id
WHERE
    ($as_of IS NULL OR sources.published_on IS NULL OR sources.published_on <= $as_of)
    AND (rows_known.row_id IS NULL OR rows_known.row_id IN (SELECT observations.row_id FROM observations))
GROUP BY
    sources.source_id, sources.title, sources.publisher, sources.url, sources.published_on, sources.kind
ORDER BY sources.published_on DESC NULLS LAST, sources.source_id
