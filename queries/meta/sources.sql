-- question: Which sources are there?
-- params:
-- columns:
--   source_id     VARCHAR  source
--   title         VARCHAR  title of the page
--   publisher     VARCHAR  who published it
--   url           VARCHAR  address; NULL = an imported file
--   published_on  DATE     day of publication; NULL = the page has no date
--   kind          VARCHAR  filing, exchange, government, company, database, analyst, news, aggregator, own_file (imported)
SELECT
    source_id, title, publisher, url, published_on,
    CASE WHEN url IS NULL THEN 'own_file' ELSE kind END AS kind
FROM sources
ORDER BY source_id
