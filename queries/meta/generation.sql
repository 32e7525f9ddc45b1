-- question: Which generation of the data is this, when was it built, and how large is it?
-- params:
-- columns:
--   id                VARCHAR    hash of the data, the schema and the questions
--   built_at          TIMESTAMP  when it was built, UTC
--   rows              BIGINT     rows in all tables of facts
--   sources           BIGINT     sources
--   first_year        INTEGER    first calendar year any figure covers
--   last_year         INTEGER    last calendar year any figure covers
--   newest_source_on  DATE       newest day a source was published; NULL = none bears a day
WITH extent AS (
    SELECT
        min(CASE WHEN year(period_end) - year(period_start) <= 1 THEN year(period_start) END) AS first_year,
        max(CASE WHEN NOT is_forecast THEN year(period_end) END) AS last_year
    FROM observations
),

pages AS (
    SELECT
        count(*) AS sources,
        max(published_on) AS newest_source_on
    FROM sources
),

lengths AS (
    SELECT sum(rows) AS rows
    FROM (
        SELECT count(*) AS rows FROM aliases
        UNION ALL
        SELECT count(*) FROM claims
        UNION ALL
        SELECT count(*) FROM companies
        UNION ALL
        SELECT count(*) FROM company_sources
        UNION ALL
        SELECT count(*) FROM company_stock
        UNION ALL
        SELECT count(*) FROM deregistrations
        UNION ALL
        SELECT count(*) FROM event_companies
        UNION ALL
        SELECT count(*) FROM events
        UNION ALL
        SELECT count(*) FROM financials
        UNION ALL
        SELECT count(*) FROM funding_rounds
        UNION ALL
        SELECT count(*) FROM funding_totals
        UNION ALL
        SELECT count(*) FROM fx_rates
        UNION ALL
        SELECT count(*) FROM guidance
        UNION ALL
        SELECT count(*) FROM market
        UNION ALL
        SELECT count(*) FROM registrations
        UNION ALL
        SELECT count(*) FROM sources
    ) AS counted
)

SELECT
    generation.id,
    generation.built_at,
    CAST(lengths.rows AS BIGINT) AS rows,
    pages.sources,
    CAST(extent.first_year AS INTEGER) AS first_year,
    CAST(extent.last_year AS INTEGER) AS last_year,
    pages.newest_source_on
FROM generation
CROSS JOIN extent
CROSS JOIN pages
CROSS JOIN lengths
ORDER BY generation.id
