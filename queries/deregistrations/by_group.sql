-- question: How many of the companies gone were young, or large, or founded in a wave, where somebody counted so?
-- params:
--   scope      VARCHAR  industry definition, a value of deregistrations.scope; NULL = every definition
--   provider   VARCHAR  who counted; NULL = every provider
--   year_from  INTEGER  first calendar year in which a period ends, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year in which a period ends, inclusive; NULL = last known
--   as_of      DATE     only figures published on or before this day; NULL = all
-- columns:
--   scope            VARCHAR    industry definition
--   dimension        VARCHAR    what the group is told by
--   dimension_value  VARCHAR    the group
--   provider         VARCHAR    who counted; NULL = not named
--   companies        DOUBLE     companies; cancelled or revoked, of the group
--   companies_low    DOUBLE     companies; lower bound of what was printed
--   companies_high   DOUBLE     companies; upper bound
--   total            DOUBLE     companies; the total that the same source prints for the same period; NULL = it prints none
--   total_is         VARCHAR    what the total counts: deregistrations (all gone) or registrations (all registered in the period)
--   share_of_total            DOUBLE     fraction of the total
--   share_of_total_low        DOUBLE     fraction; lower bound by rounding
--   share_of_total_high       DOUBLE     fraction; upper bound by rounding
--   period_start     DATE       first day; NULL = not stated, everything gone up to the last day
--   period_end       DATE       last day counted
--   row_ids          VARCHAR[]  rows behind the count and its total
--   source_ids       VARCHAR[]  data/sources.csv
-- derived:
--   share_of_total  companies / total
-- notes:
--   Groups overlap and one may hold another (over 1,000 holds over 10,000): they never add up. A share is taken within one source, provider and period.
SELECT
    scope,
    dimension,
    dimension_value,
    provider,
    companies,
    companies_low,
    companies_high,
    total,
    total_is,
    companies / total AS share_of_total,
    companies_low / total_high AS share_of_total_low,
    companies_high / total_low AS share_of_total_high,
    period_start,
    period_end,
    row_ids,
    source_ids
FROM group_counts
WHERE
    scope = coalesce($scope, scope)
    AND ($provider IS NULL OR provider = $provider)
    AND year(period_end) >= coalesce($year_from, year(period_end))
    AND year(period_end) <= coalesce($year_to, year(period_end))
ORDER BY period_end DESC, scope, provider, companies DESC, dimension, dimension_value
