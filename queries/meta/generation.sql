-- question: Which generation of the data is this, when was it built, and how large is it?
-- params:
-- columns:
--   id          VARCHAR    hash of the data, the schema and the questions
--   built_at    TIMESTAMP  when it was built, UTC
--   rows        BIGINT     rows in all tables of facts
--   sources     BIGINT     sources
--   first_year  INTEGER    first calendar year any figure covers
--   last_year   INTEGER    last calendar year any figure covers
SELECT
    generation.id,
    generation.built_at,
    (SELECT count(DISTINCT subject || row_id) FROM observations) AS rows,
    (SELECT count(*) FROM sources) AS sources,
    CAST((SELECT min(year(period_start)) FROM observations WHERE year(period_end) - year(period_start) <= 1) AS INTEGER) AS first_year,
    CAST((SELECT max(year(period_end)) FROM observations WHERE NOT is_forecast) AS INTEGER) AS last_year
FROM generation
ORDER BY generation.id
