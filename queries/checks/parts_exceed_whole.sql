-- question: Which places together have more companies than the country, in one source?
-- severity: error
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the sum of the places
--   against     VARCHAR  the whole
-- notes:
--   Provinces and cities apart, one provider, definition, limit and period.
WITH counted AS (
    SELECT
        row_id, geo_level, geo, scope, dimension, dimension_value, provider, source_id, period_start, period_end,
        companies, rounding, 'registrations' AS table_name
    FROM registrations
    UNION ALL
    SELECT
        row_id, geo_level, geo, scope, dimension, dimension_value, provider, source_id, period_start, period_end,
        companies, rounding, 'deregistrations'
    FROM deregistrations
    UNION ALL
    SELECT
        row_id, geo_level, geo, scope, dimension, dimension_value, provider, source_id, as_of, as_of,
        companies, rounding, 'company_stock'
    FROM company_stock
)

SELECT
    whole.table_name,
    whole.row_id,
    CAST(sum(part.companies) AS VARCHAR) AS said,
    CAST(whole.companies AS VARCHAR) AS against
FROM counted AS whole
INNER JOIN counted AS part
    ON
        whole.table_name = part.table_name
        AND whole.source_id = part.source_id
        AND whole.scope = part.scope
        AND whole.provider IS NOT DISTINCT FROM part.provider
        AND whole.dimension IS NOT DISTINCT FROM part.dimension
        AND whole.dimension_value IS NOT DISTINCT FROM part.dimension_value
        AND whole.period_start IS NOT DISTINCT FROM part.period_start
        AND whole.period_end IS NOT DISTINCT FROM part.period_end
        AND whole.geo_level = 'country'
        AND part.geo_level <> 'country'
GROUP BY whole.table_name, whole.row_id, whole.companies, whole.rounding, part.geo_level
HAVING sum(part.companies) > whole.companies + whole.rounding
ORDER BY whole.table_name, whole.row_id
