-- question: Which sources are there?
-- params:
-- columns:
--   source_id     VARCHAR  source
--   title         VARCHAR  title of the page
--   publisher     VARCHAR  who published it
--   url           VARCHAR  address
--   published_on  DATE     day of publication; NULL = the page has no date
--   kind          VARCHAR  filing, exchange, government, company, database, analyst, news, aggregator
SELECT source_id, title, publisher, url, published_on, kind
FROM sources
ORDER BY source_id
