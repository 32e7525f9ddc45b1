-- question: Which tables are there, how long are they, how new, and on how many sources do they rest?
-- params:
-- columns:
--   table_name  VARCHAR  table
--   rows        BIGINT   rows
--   newest_on   DATE     newest day any row speaks of, forecasts apart; NULL = the table has no days
--   sources     BIGINT   sources its rows rest on
--   meaning     VARCHAR  what one row is, from schema.sql
-- notes:
--   An event's companies rest on the sources of the event; a table of days says which by its period_end, date or published_on.
WITH counted AS (
    SELECT
        'registrations' AS table_name, count(*) AS rows, max(period_end) AS newest_on,
        count(DISTINCT source_id) AS sources
    FROM registrations
    UNION ALL
    SELECT 'deregistrations', count(*), max(period_end), count(DISTINCT source_id) FROM deregistrations
    UNION ALL
    SELECT 'company_stock', count(*), max(as_of), count(DISTINCT source_id) FROM company_stock
    UNION ALL
    SELECT 'financials', count(*), max(period_end), count(DISTINCT source_id) FROM financials
    UNION ALL
    SELECT 'guidance', count(*), max(period_end), count(DISTINCT source_id) FROM guidance
    UNION ALL
    SELECT 'funding_rounds', count(*), max(announced_on), count(DISTINCT source_id) FROM funding_rounds
    UNION ALL
    SELECT 'funding_totals', count(*), max(period_end), count(DISTINCT source_id) FROM funding_totals
    UNION ALL
    SELECT 'market', count(*), max(CASE WHEN NOT is_forecast THEN period_end END), count(DISTINCT source_id)
    FROM market
    UNION ALL
    SELECT 'fx_rates', count(*), max(period_end), count(DISTINCT source_id) FROM fx_rates
    UNION ALL
    SELECT 'events', count(*), max(date), count(DISTINCT source_id) FROM events
    UNION ALL
    SELECT 'event_companies', count(*), max(events.date), count(DISTINCT events.source_id)
    FROM event_companies
    INNER JOIN events ON event_companies.event_id = events.event_id
    UNION ALL
    SELECT 'companies', count(*), NULL, count(DISTINCT source_id) FROM companies
    UNION ALL
    SELECT 'company_sources', count(*), NULL, count(DISTINCT source_id) FROM company_sources
    UNION ALL
    SELECT 'aliases', count(*), NULL, count(DISTINCT source_id) FROM aliases
    UNION ALL
    SELECT 'claims', count(*), NULL, count(DISTINCT source_id) FROM claims
    UNION ALL
    SELECT 'sources', count(*), max(published_on), count(*) FROM sources
),

meanings AS (
    SELECT DISTINCT table_name, table_comment AS meaning
    FROM described
)

SELECT counted.table_name, counted.rows, counted.newest_on, counted.sources, meanings.meaning
FROM counted
LEFT JOIN meanings ON counted.table_name = meanings.table_name
ORDER BY counted.rows DESC, counted.table_name
