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
-- derived:
--   share  companies / of_country(companies)
-- notes:
--   Counts of different providers or days are shown with their day and never ranked against each other without it. A share is taken only within one provider and day.
SELECT
    scope,
    geo_level,
    geo,
    provider,
    counted_on,
    companies,
    companies_low,
    companies_high,
    range_low,
    range_high,
    is_disputed,
    share,
    row_ids,
    source_ids
FROM place_counts
WHERE scope = $scope AND geo_level = coalesce($geo_level, geo_level)
ORDER BY geo_level DESC, companies DESC, geo
