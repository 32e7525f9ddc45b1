-- question: Which industry definitions, providers, metrics and segments occur, and what is left unsaid about them?
-- params:
-- columns:
--   kind            VARCHAR    scope, provider, metric or segment
--   value           VARCHAR    the code, or the provider's name as printed
--   table_names     VARCHAR[]  tables it occurs in
--   rows            BIGINT     rows that have it
--   without_start   BIGINT     counts of a period that do not say from which day
--   without_day     BIGINT     counts of a stock that do not say of which day
--   without_amount  BIGINT     totals of money that print no sum
--   without_deals   BIGINT     totals of money that print no number of deals
--   undated         BIGINT     rows whose page bears no date
-- notes:
--   A provider is who counted or summed up; those who only foretell markets are forecasters, and stand with the page Market.
WITH used AS (
    SELECT
        'registrations' AS table_name, scope, provider, source_id,
        FALSE AS no_start, FALSE AS no_day, FALSE AS no_amount, FALSE AS no_deals
    FROM registrations
    UNION ALL
    SELECT 'deregistrations', scope, provider, source_id, period_start IS NULL, FALSE, FALSE, FALSE
    FROM deregistrations
    UNION ALL
    SELECT 'company_stock', scope, provider, source_id, FALSE, as_of IS NULL, FALSE, FALSE
    FROM company_stock
    UNION ALL
    SELECT 'funding_totals', scope, provider, source_id, FALSE, FALSE, amount IS NULL, deals IS NULL
    FROM funding_totals
),

named AS (
    SELECT 'scope' AS kind, scope AS value, table_name, source_id, no_start, no_day, no_amount, no_deals
    FROM used
    UNION ALL
    SELECT 'provider', provider, table_name, source_id, no_start, no_day, no_amount, no_deals
    FROM used
    WHERE provider IS NOT NULL
    UNION ALL
    SELECT 'metric', metric, 'financials', source_id, FALSE, FALSE, FALSE, FALSE
    FROM financials
    UNION ALL
    SELECT 'segment', segment, 'companies', source_id, FALSE, FALSE, FALSE, FALSE
    FROM companies
)

SELECT
    named.kind,
    named.value,
    list_sort(list(DISTINCT named.table_name)) AS table_names,
    count(*) AS rows,
    CAST(sum(CASE WHEN named.no_start THEN 1 ELSE 0 END) AS BIGINT) AS without_start,
    CAST(sum(CASE WHEN named.no_day THEN 1 ELSE 0 END) AS BIGINT) AS without_day,
    CAST(sum(CASE WHEN named.no_amount THEN 1 ELSE 0 END) AS BIGINT) AS without_amount,
    CAST(sum(CASE WHEN named.no_deals THEN 1 ELSE 0 END) AS BIGINT) AS without_deals,
    CAST(sum(CASE WHEN sources.published_on IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS undated
FROM named
INNER JOIN sources ON named.source_id = sources.source_id
GROUP BY named.kind, named.value
ORDER BY
    CASE named.kind WHEN 'scope' THEN 1 WHEN 'provider' THEN 2 WHEN 'metric' THEN 3 ELSE 4 END,
    count(*) DESC, named.value
