-- question: Which values can be chosen in each filter?
-- params:
-- columns:
--   subject  VARCHAR  table the value occurs in
--   filter   VARCHAR  scope, provider, metric, segment, status, city, founded (a year), market, events, event (a happening), series, topic (of claims); of a loaded registry snapshot (its day), breadth or province
--   value    VARCHAR  a value that occurs
--   rows     BIGINT   rows that have it
SELECT subject, filter, value, rows
FROM (
    SELECT 'registrations' AS subject, 'scope' AS filter, scope AS value, count(*) AS rows
    FROM registrations
    GROUP BY scope
    UNION ALL
    SELECT 'deregistrations', 'scope', scope, count(*)
    FROM deregistrations
    GROUP BY scope
    UNION ALL
    SELECT 'registrations', 'scope', scope, count(*)
    FROM company_stock
    WHERE scope = 'ic_design'
    GROUP BY scope
    UNION ALL
    SELECT 'funding', 'scope', scope, count(*)
    FROM funding_totals
    GROUP BY scope
    UNION ALL
    SELECT 'registrations', 'provider', provider, count(*)
    FROM registrations
    WHERE provider IS NOT NULL
    GROUP BY provider
    UNION ALL
    SELECT 'deregistrations', 'provider', provider, count(*)
    FROM deregistrations
    WHERE provider IS NOT NULL
    GROUP BY provider
    UNION ALL
    SELECT 'financials', 'metric', metric, count(*)
    FROM metrics_in_currency
    WHERE asked_currency = 'reported'
    GROUP BY metric
    UNION ALL
    SELECT 'companies', 'segment', segment, count(*)
    FROM companies
    GROUP BY segment
    UNION ALL
    SELECT 'companies', 'status', status, count(*)
    FROM companies
    GROUP BY status
    UNION ALL
    SELECT 'companies', 'city', hq_city, count(*)
    FROM companies
    WHERE hq_city IS NOT NULL
    GROUP BY hq_city
    UNION ALL
    SELECT 'companies', 'founded', CAST(year(founded_on) AS VARCHAR), count(*)
    FROM companies
    WHERE founded_on IS NOT NULL
    GROUP BY year(founded_on)
    UNION ALL
    SELECT 'market', 'market', family, count(*)
    FROM market_forecasts
    WHERE asked_currency = 'reported'
    GROUP BY family
    UNION ALL
    SELECT 'events', 'events', event_kind, count(*)
    FROM happenings
    GROUP BY event_kind
    UNION ALL
    SELECT 'events', 'event', happening_id, len(row_ids)
    FROM happenings
    UNION ALL
    SELECT 'market', 'series', series, count(*)
    FROM series_points
    GROUP BY series
    UNION ALL
    SELECT 'claims', 'topic', topic, count(*)
    FROM claims
    GROUP BY topic
    UNION ALL
    SELECT 'registry', 'snapshot', CAST(snapshot_on AS VARCHAR), companies
    FROM registry_facts
    WHERE scope = 'all'
    UNION ALL
    SELECT 'registry', 'scope', scope, companies
    FROM registry_facts
    WHERE breadth = 'wide'
    UNION ALL
    SELECT 'registry', 'breadth', breadth, CAST(sum(companies) AS BIGINT)
    FROM registry_facts
    WHERE breadth <> 'all'
    GROUP BY breadth
    UNION ALL
    SELECT 'registry', 'province', province, CAST(sum(companies) AS BIGINT)
    FROM registry_cities
    WHERE scope = 'all' AND flow = 'entered' AND province IS NOT NULL
    GROUP BY province
) AS found
ORDER BY found.subject, found.filter, found.rows DESC, found.value
