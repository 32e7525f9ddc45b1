-- question: Which generation of the data is this, when was it built, and how large is it?
-- params:
-- columns:
--   id          VARCHAR    hash of the data, the schema and the questions
--   built_at    TIMESTAMP  when it was built, UTC
--   rows        BIGINT     rows in all tables of facts
--   sources     BIGINT     sources
--   first_year  INTEGER    first calendar year any figure covers
--   last_year   INTEGER    last calendar year any figure covers
WITH extent AS (
    SELECT
        count(DISTINCT concat(subject, row_id)) AS rows,
        min(CASE WHEN year(period_end) - year(period_start) <= 1 THEN year(period_start) END) AS first_year,
        max(CASE WHEN NOT is_forecast THEN year(period_end) END) AS last_year
    FROM observations
),

pages AS (
    SELECT count(*) AS sources
    FROM sources
)

SELECT
    generation.id,
    generation.built_at,
    extent.rows,
    pages.sources,
    CAST(extent.first_year AS INTEGER) AS first_year,
    CAST(extent.last_year AS INTEGER) AS last_year
FROM generation
CROSS JOIN extent
CROSS JOIN pages
ORDER BY generation.id
