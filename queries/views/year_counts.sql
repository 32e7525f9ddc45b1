-- question: Which count stands for each calendar year, by provider: the whole year, else the longest period from 1 January?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   figure_id       VARCHAR    the figure that stands for the year
--   subject         VARCHAR    registrations or deregistrations
--   scope           VARCHAR    industry definition
--   provider        VARCHAR    who counted; NULL = not named
--   year            INTEGER    calendar year
--   companies       DOUBLE     companies
--   companies_low   DOUBLE     lower bound of what was printed
--   companies_high  DOUBLE     upper bound
--   range_low       DOUBLE     least count among the sources
--   range_high      DOUBLE     greatest count among the sources
--   is_disputed     BOOLEAN    sources disagree by more than rounding
--   is_partial      BOOLEAN    the period ends before 31 December
--   days            BIGINT     days counted
--   period_start    DATE       1 January
--   period_end      DATE       last day counted
--   row_ids         VARCHAR[]  rows behind it
--   source_ids      VARCHAR[]  their sources
--   late_days       BIGINT     longest time after a period's end at which a later publication still raised its count, for this definition and provider
--   is_late         BOOLEAN    the newest publication of this count is nearer to the period's end than that: it may still be raised
--   named_that_year  VARCHAR[]  providers who counted that year, named ones only
--   named_ever       VARCHAR[]  providers who counted any year of that definition
-- notes:
--   Late by the prints of the provider itself; where nobody is named, by those of any provider of the definition. Without a date of publication or without
--   a count that was ever raised nothing is known to come late.
WITH raises AS (
    SELECT subject, scope, provider, max(date_diff('day', period_end, published_on)) AS late_days
    FROM count_prints
    WHERE is_raise AND provider IS NOT NULL
    GROUP BY subject, scope, provider
    UNION ALL
    SELECT subject, scope, NULL, max(date_diff('day', period_end, published_on))
    FROM count_prints
    WHERE is_raise AND provider IS NOT NULL
    GROUP BY subject, scope
),

newest AS (
    SELECT figure_id, max(published_on) AS published_on
    FROM count_prints
    GROUP BY figure_id
),

ranked AS (
    SELECT
        counts.*,
        newest.published_on,
        row_number() OVER (
            PARTITION BY counts.subject, counts.scope, counts.year, counts.provider
            ORDER BY counts.period_end DESC, counts.figure_id
        ) AS place
    FROM counts
    LEFT JOIN newest ON counts.figure_id = newest.figure_id
    WHERE
        counts.is_to_date
        AND counts.geo_level = 'country'
        AND (counts.dimension IS NULL OR counts.dimension = 'exit_kind|cancelled_or_revoked')
)

SELECT
    ranked.figure_id,
    ranked.subject,
    ranked.scope,
    ranked.provider,
    ranked.year,
    ranked.companies,
    ranked.companies_low,
    ranked.companies_high,
    ranked.range_low,
    ranked.range_high,
    ranked.is_disputed,
    NOT ranked.is_year AS is_partial,
    ranked.days,
    ranked.period_start,
    ranked.period_end,
    ranked.row_ids,
    ranked.source_ids,
    raises.late_days,
    coalesce(date_diff('day', ranked.period_end, ranked.published_on) < raises.late_days, FALSE) AS is_late,
    list_sort(
        list(DISTINCT ranked.provider) FILTER (WHERE ranked.provider IS NOT NULL)
            OVER (PARTITION BY ranked.subject, ranked.scope, ranked.year)
    ) AS named_that_year,
    list_sort(
        list(DISTINCT ranked.provider) FILTER (WHERE ranked.provider IS NOT NULL)
            OVER (PARTITION BY ranked.subject, ranked.scope)
    ) AS named_ever
FROM ranked
LEFT JOIN raises
    ON
        ranked.subject = raises.subject
        AND ranked.scope = raises.scope
        AND ranked.provider IS NOT DISTINCT FROM raises.provider
WHERE ranked.place = 1
