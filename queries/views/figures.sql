-- question: Which row of each figure is preferred, and how far apart are its sources?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   figure_id            VARCHAR    what, period, provider
--   row_id               VARCHAR    the preferred row; of a derived figure the longer period's
--   subject              VARCHAR    table of the row
--   measure              VARCHAR    companies, amount, deals, valuation, value
--   what                 VARCHAR    what is counted or measured
--   provider             VARCHAR    who counted; NULL = not named
--   period_start         DATE       first day
--   period_end           DATE       last day
--   fiscal_label         VARCHAR    fiscal period; NULL outside financials
--   value                DOUBLE     preferred, base unit
--   value_low            DOUBLE     lower bound of the preferred print
--   value_high           DOUBLE     upper bound; NULL = open
--   range_low            DOUBLE     least value among its sources of the same kind
--   range_high           DOUBLE     greatest value among them
--   is_disputed          BOOLEAN    sources disagree by more than rounding
--   is_forecast          BOOLEAN    preferred row is a forecast
--   is_preliminary       BOOLEAN    preferred row is preliminary
--   is_standardised      BOOLEAN    preferred row is standardised by a database
--   is_derived           BOOLEAN    computed by subtraction
--   row_ids              VARCHAR[]  every row behind it, misprints apart
--   source_ids           VARCHAR[]  their sources
-- notes:
--   The order of preference is built in observations. The range spans rows that are like the preferred one: actual or forecast, basis, direct or derived.
WITH candidates AS (
    SELECT
        figure_id, row_id, subject, measure, what, provider, period_start, period_end, fiscal_label,
        value, value_low, value_high, is_forecast, is_preliminary, is_standardised, is_derived,
        [row_id] AS row_ids, [source_id] AS source_ids, preference
    FROM observations
    WHERE NOT is_misprint AND value IS NOT NULL
    UNION ALL
    SELECT
        figure_id, row_ids[1], 'financials', 'value', what, NULL, period_start, period_end, fiscal_label,
        value, value_low, value_high, FALSE, is_preliminary, is_standardised, TRUE,
        row_ids, source_ids, preference
    FROM derivations
),

preferred AS (
    SELECT *
    FROM (
        SELECT
            *,
            row_number() OVER (PARTITION BY figure_id ORDER BY preference, row_id) AS place
        FROM candidates
    ) AS ranked
    WHERE place = 1
),

ranges AS (
    SELECT
        candidates.figure_id,
        min(candidates.value) AS range_low,
        max(candidates.value) AS range_high,
        max(candidates.value_low) > min(candidates.value_high) AS is_disputed
    FROM candidates
    INNER JOIN preferred
        ON
            candidates.figure_id = preferred.figure_id
            AND candidates.is_forecast = preferred.is_forecast
            AND candidates.is_standardised = preferred.is_standardised
            AND candidates.is_derived = preferred.is_derived
    GROUP BY candidates.figure_id
),

trails AS (
    SELECT
        figure_id,
        list_sort(list_distinct(flatten(list(row_ids)))) AS row_ids,
        list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM candidates
    GROUP BY figure_id
)

SELECT
    preferred.figure_id,
    preferred.row_id,
    preferred.subject,
    preferred.measure,
    preferred.what,
    preferred.provider,
    preferred.period_start,
    preferred.period_end,
    preferred.fiscal_label,
    preferred.value,
    preferred.value_low,
    preferred.value_high,
    ranges.range_low,
    ranges.range_high,
    coalesce(ranges.is_disputed, FALSE) AS is_disputed,
    preferred.is_forecast,
    preferred.is_preliminary,
    preferred.is_standardised,
    preferred.is_derived,
    trails.row_ids,
    trails.source_ids
FROM preferred
INNER JOIN ranges ON preferred.figure_id = ranges.figure_id
INNER JOIN trails ON preferred.figure_id = trails.figure_id
