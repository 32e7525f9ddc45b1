-- question: Which registrations and deregistrations of a year were counted over nearly the same days?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   scope              VARCHAR    industry definition
--   provider           VARCHAR    who counted both; NULL = one or both not named
--   year               INTEGER    calendar year
--   registered         DOUBLE     companies registered
--   registered_low     DOUBLE     lower bound
--   registered_high    DOUBLE     upper bound
--   registered_end     DATE       last day counted
--   deregistered       DOUBLE     companies cancelled or revoked
--   deregistered_low   DOUBLE     lower bound
--   deregistered_high  DOUBLE     upper bound
--   deregistered_end   DATE       last day counted
--   registered_days    BIGINT     days counted
--   deregistered_days  BIGINT     days counted
--   row_ids            VARCHAR[]  rows behind both
--   source_ids         VARCHAR[]  their sources
-- notes:
--   Periods start on 1 January and end at most 31 days apart; counts of one named provider are paired before others, then those with the nearest ends, then the longest. Two different named providers are never paired.
SELECT
    scope, provider, year,
    registered, registered_low, registered_high, registered_end,
    deregistered, deregistered_low, deregistered_high, deregistered_end,
    registered_days, deregistered_days, row_ids, source_ids
FROM (
    SELECT
        born.scope,
        CASE WHEN born.provider = gone.provider THEN born.provider END AS provider,
        born.year,
        born.companies AS registered,
        born.companies_low AS registered_low,
        born.companies_high AS registered_high,
        born.period_end AS registered_end,
        gone.companies AS deregistered,
        gone.companies_low AS deregistered_low,
        gone.companies_high AS deregistered_high,
        gone.period_end AS deregistered_end,
        born.days AS registered_days,
        gone.days AS deregistered_days,
        list_sort(list_distinct(list_concat(born.row_ids, gone.row_ids))) AS row_ids,
        list_sort(list_distinct(list_concat(born.source_ids, gone.source_ids))) AS source_ids,
        row_number() OVER (
            PARTITION BY born.scope, born.year
            ORDER BY
                CAST(born.provider = gone.provider AS INTEGER) DESC NULLS LAST,
                abs(date_diff('day', born.period_end, gone.period_end)),
                born.period_end DESC, born.provider NULLS LAST, gone.provider NULLS LAST
        ) AS place
    FROM counts AS born
    INNER JOIN counts AS gone
        ON
            born.scope = gone.scope
            AND born.year = gone.year
            AND abs(date_diff('day', born.period_end, gone.period_end)) <= 31
            AND (born.provider IS NULL OR gone.provider IS NULL OR born.provider = gone.provider)
    WHERE
        born.subject = 'registrations' AND born.dimension IS NULL
        AND gone.subject = 'deregistrations' AND gone.dimension = 'exit_kind|cancelled_or_revoked'
        AND born.is_to_date AND gone.is_to_date
        AND born.geo_level = 'country' AND gone.geo_level = 'country'
        AND born.days > 180
) AS paired
WHERE place = 1
