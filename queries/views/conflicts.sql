-- question: What did each source print of the figures on which sources disagree by more than rounding?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   figure_id        VARCHAR    the figure: what, period, provider
--   subject          VARCHAR    table
--   measure          VARCHAR    companies, amount, deals, valuation, value
--   what             VARCHAR    what is counted or measured
--   provider         VARCHAR    who counted or foretold; NULL = not named
--   period_start     DATE       first day; NULL = not stated
--   period_end       DATE       last day
--   fiscal_label     VARCHAR    fiscal period; NULL outside financials
--   disagreement     DOUBLE     fraction; what stays of the distance after rounding, of the preferred value
--   highest_low      DOUBLE     base unit; the highest lower bound among the prints
--   lowest_high      DOUBLE     base unit; the lowest upper bound among them
--   preferred_value  DOUBLE     base unit; the value of the row that is drawn
--   value            DOUBLE     as printed, base unit
--   reported_as      VARCHAR    as printed
--   is_preferred     BOOLEAN    the row that is drawn
--   is_preliminary   BOOLEAN    printed ahead of the final statement
--   is_standardised  BOOLEAN    a database's own arrangement of the statement
--   row_ids          VARCHAR[]  the row
--   source_ids       VARCHAR[]  its source
-- notes:
--   Providers, forecasters and bases are figures of their own and never stand against each other. A forecast told again is no conflict; what is computed by
--   subtraction only repeats those of its parts.
WITH disputed AS (
    SELECT figure_id, row_id, value, is_standardised
    FROM figures
    WHERE is_disputed AND NOT is_forecast AND NOT is_derived
),

told AS (
    SELECT
        observations.*,
        disputed.row_id AS preferred_id,
        disputed.value AS preferred_value,
        max(observations.value_low) OVER (PARTITION BY observations.figure_id) AS highest_low,
        min(observations.value_high) OVER (PARTITION BY observations.figure_id) AS lowest_high
    FROM observations
    INNER JOIN disputed
        ON
            observations.figure_id = disputed.figure_id
            AND observations.is_standardised = disputed.is_standardised
    WHERE NOT observations.is_misprint AND NOT observations.is_forecast AND observations.value IS NOT NULL
)

SELECT
    figure_id,
    subject,
    measure,
    what,
    provider,
    period_start,
    period_end,
    fiscal_label,
    (highest_low - lowest_high) / nullif(abs(preferred_value), 0) AS disagreement,
    highest_low,
    lowest_high,
    preferred_value,
    value,
    reported_as,
    row_id = preferred_id AS is_preferred,
    is_preliminary,
    is_standardised,
    [row_id] AS row_ids,
    [source_id] AS source_ids
FROM told
