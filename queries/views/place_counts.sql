-- question: How many companies exist in each province and city, at the newest count of each?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   scope           VARCHAR    industry definition
--   geo_level       VARCHAR    province or city
--   geo             VARCHAR    place
--   provider        VARCHAR    who counted; NULL = not named
--   counted_on      DATE       day of the count; NULL = not stated
--   companies       DOUBLE     companies
--   companies_low   DOUBLE     lower bound of what was printed
--   companies_high  DOUBLE     upper bound
--   range_low       DOUBLE     least count among the sources
--   range_high      DOUBLE     greatest count among the sources
--   is_disputed     BOOLEAN    sources disagree by more than rounding
--   share           DOUBLE     fraction of the country's count by the same provider on the same day; NULL = that count is unknown
--   row_ids         VARCHAR[]  rows behind it and its share
--   source_ids      VARCHAR[]  their sources
WITH stocks AS (
    SELECT *
    FROM counts
    WHERE subject = 'company_stock' AND dimension IS NULL
),

countries AS (
    SELECT
        scope, provider, period_end,
        max(companies) AS companies,
        max_by(row_ids, companies) AS row_ids,
        max_by(source_ids, companies) AS source_ids
    FROM stocks
    WHERE geo_level = 'country'
    GROUP BY scope, provider, period_end
)

SELECT
    places.scope,
    places.geo_level,
    places.geo,
    places.provider,
    places.period_end AS counted_on,
    places.companies,
    places.companies_low,
    places.companies_high,
    places.range_low,
    places.range_high,
    places.is_disputed,
    places.companies / countries.companies AS share,
    list_sort(list_distinct(list_concat(places.row_ids, coalesce(countries.row_ids, [])))) AS row_ids,
    list_sort(list_distinct(list_concat(places.source_ids, coalesce(countries.source_ids, [])))) AS source_ids
FROM stocks AS places
LEFT JOIN countries
    ON
        places.scope = countries.scope
        AND places.provider = countries.provider
        AND places.period_end = countries.period_end
WHERE places.geo_level <> 'country'
QUALIFY row_number() OVER (
    PARTITION BY places.scope, places.geo_level, places.geo
    ORDER BY places.period_end DESC NULLS LAST, places.provider NULLS LAST
) = 1
