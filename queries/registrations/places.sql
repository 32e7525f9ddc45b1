-- question: How many companies exist in each province and city, at the newest count of each?
-- params:
--   scope      VARCHAR  industry definition, a value of company_stock.scope
--   geo_level  VARCHAR  province or city; NULL = both
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   scope           VARCHAR    industry definition
--   geo_level       VARCHAR    province or city
--   geo             VARCHAR    place
--   provider        VARCHAR    who counted; NULL = not named
--   counted_on      DATE       day of the count; NULL = not stated
--   companies       DOUBLE     companies; existing on that day
--   companies_low   DOUBLE     companies; lower bound of what was printed
--   companies_high  DOUBLE     companies; upper bound
--   range_low       DOUBLE     companies; least count among the sources
--   range_high      DOUBLE     companies; greatest count among the sources
--   is_disputed     BOOLEAN    sources disagree by more than rounding
--   share           DOUBLE     fraction of the country's count by the same provider on the same day; NULL = that count is unknown
--   row_ids         VARCHAR[]  rows behind it
--   source_ids      VARCHAR[]  data/sources.csv
-- notes:
--   Counts of different providers or days are shown with their day and never ranked against each other without it. A share is taken only within one provider and day.
WITH places AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY scope, geo_level, geo ORDER BY period_end DESC NULLS LAST, provider NULLS LAST
        ) AS place
    FROM counts
    WHERE subject = 'company_stock' AND geo_level <> 'country' AND dimension IS NULL AND scope = $scope
),

countries AS (
    SELECT provider, period_end, max(companies) AS companies
    FROM counts
    WHERE subject = 'company_stock' AND geo_level = 'country' AND dimension IS NULL AND scope = $scope
    GROUP BY provider, period_end
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
    places.row_ids,
    places.source_ids
FROM places
LEFT JOIN countries ON places.provider = countries.provider AND places.period_end = countries.period_end
WHERE places.place = 1 AND ($geo_level IS NULL OR places.geo_level = $geo_level)
ORDER BY places.geo_level DESC, places.companies DESC, places.geo
