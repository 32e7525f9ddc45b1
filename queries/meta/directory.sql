-- question: Which sources are there, how many rows rest on each, and which figures?
-- params:
-- columns:
--   source_id     VARCHAR    source
--   title         VARCHAR    title of the page
--   publisher     VARCHAR    who published it
--   published_on  DATE       day of publication; NULL = the page has no date
--   kind          VARCHAR    filing, exchange, government, company, database, analyst, news, aggregator, own_file (imported)
--   language      VARCHAR    language of the page, ISO 639-1
--   url           VARCHAR    address; NULL = an imported file
--   rows          BIGINT     rows of all tables that rest on it
--   figures       VARCHAR[]  figures that rest on it while nothing is chosen; asked one by one, so [] in the statement itself
-- notes:
--   Which figures rest on a source is found by asking every figure of the catalogue with its defaults. The figures of one company's page are left out.
WITH cited AS (
    SELECT source_id FROM companies
    UNION ALL
    SELECT source_id FROM company_sources
    UNION ALL
    SELECT source_id FROM aliases
    UNION ALL
    SELECT source_id FROM registrations
    UNION ALL
    SELECT source_id FROM deregistrations
    UNION ALL
    SELECT source_id FROM company_stock
    UNION ALL
    SELECT source_id FROM financials
    UNION ALL
    SELECT source_id FROM guidance
    UNION ALL
    SELECT source_id FROM funding_rounds
    UNION ALL
    SELECT source_id FROM funding_totals
    UNION ALL
    SELECT source_id FROM market
    UNION ALL
    SELECT source_id FROM fx_rates
    UNION ALL
    SELECT source_id FROM events
    UNION ALL
    SELECT source_id FROM claims
)

SELECT
    sources.source_id,
    sources.title,
    sources.publisher,
    sources.published_on,
    CASE WHEN sources.url IS NULL THEN 'own_file' ELSE sources.kind END AS kind,
    sources.language,
    sources.url,
    count(cited.source_id) AS rows,
    CAST([] AS VARCHAR[]) AS figures
FROM sources
LEFT JOIN cited ON sources.source_id = cited.source_id
GROUP BY
    sources.source_id, sources.title, sources.publisher, sources.published_on, sources.kind, sources.language,
    sources.url
ORDER BY sources.published_on DESC NULLS LAST, sources.source_id
