-- question: What must be known of a loaded registry, by scope and breadth?
-- params:
-- columns:
--   scope             VARCHAR    industry definition; all = every company of the list
--   breadth           VARCHAR    narrow, medium, wide; of the scope all: all
--   companies         BIGINT     companies, each once
--   without_founding  BIGINT     of these, companies without a day of founding
--   gone_without_day  BIGINT     of these, companies cancelled or revoked without a day
--   duplicates        BIGINT     further rows of the same companies, which are not counted
--   snapshot_on       DATE       newest day any row tells: the list is as of then
--   is_synthetic      BOOLEAN    made-up companies, for tests
--   source_ids        VARCHAR[]  the imports
SELECT
    registry_tags.scope,
    registry_tags.breadth,
    CAST(sum(registry_companies.companies) AS BIGINT) AS companies,
    CAST(sum(
        CASE WHEN registry_companies.entry_month IS NULL THEN registry_companies.companies ELSE 0 END
    ) AS BIGINT) AS without_founding,
    CAST(sum(
        CASE
            WHEN registry_companies.status IN ('cancelled', 'revoked') AND registry_companies.exit_month IS NULL
                THEN registry_companies.companies
            ELSE 0
        END
    ) AS BIGINT) AS gone_without_day,
    CAST(sum(registry_companies.repeats) AS BIGINT) AS duplicates,
    max(registry_companies.seen_on) AS snapshot_on,
    bool_or(registry_companies.is_synthetic) AS is_synthetic,
    list_sort(list(DISTINCT registry_companies.source_id)) AS source_ids
FROM registry_companies
INNER JOIN registry_tags ON registry_companies.tags = registry_tags.tags
GROUP BY registry_tags.scope, registry_tags.breadth
ORDER BY registry_tags.scope, registry_tags.breadth
