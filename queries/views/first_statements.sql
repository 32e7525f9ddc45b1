-- question: What did a company say first of each of its figures, ahead of the result or before it was final, and what became of it?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   company_id          VARCHAR    company
--   country             VARCHAR    ISO country code
--   metric              VARCHAR    metric of the statements
--   frequency           VARCHAR    year, half, nine_months or quarter
--   year                INTEGER    calendar year that holds most of the period's days
--   fiscal_label        VARCHAR    fiscal period
--   period_start        DATE       first day
--   period_end          DATE       last day
--   currency            VARCHAR    currency of all amounts
--   statement           VARCHAR    guidance: a range announced ahead; preliminary: printed before the final statement
--   said_on             DATE       day it was published; NULL = not stated
--   said_low            DOUBLE     base unit of currency; lower end of what was said
--   said_high           DOUBLE     base unit of currency; upper end; of a plain figure the same
--   bound_low           DOUBLE     lower bound of what was printed
--   bound_high          DOUBLE     upper bound
--   value               DOUBLE     base unit of currency; the figure since; NULL = none yet
--   value_low           DOUBLE     lower bound
--   value_high          DOUBLE     upper bound
--   is_open             BOOLEAN    no figure of the period is known at all
--   is_preliminary      BOOLEAN    the figure since is itself preliminary
--   is_derived          BOOLEAN    the figure since is by subtraction of cumulative reports
--   is_beyond_rounding  BOOLEAN    it lies outside of what was said, by more than rounding; NULL = none yet
--   row_ids             VARCHAR[]  rows behind both
--   source_ids          VARCHAR[]  their sources
-- notes:
--   Of several prints of one statement the first published counts. Only figures as reported follow a statement; of a preliminary one only a final figure.
WITH statements AS (
    SELECT
        observations.*,
        observations.subject = 'guidance' AS is_guidance,
        coalesce(guidance.value_high, observations.value) AS said_high,
        sources.published_on,
        split_part(observations.what, '|', 1) AS company_id
    FROM observations
    INNER JOIN sources ON observations.source_id = sources.source_id
    LEFT JOIN guidance ON observations.row_id = guidance.row_id
    WHERE
        NOT observations.is_misprint
        AND (observations.subject = 'guidance' OR (observations.subject = 'financials' AND observations.is_preliminary))
    QUALIFY row_number() OVER (
        PARTITION BY observations.figure_id
        ORDER BY sources.published_on NULLS LAST, observations.preference, observations.row_id
    ) = 1
),

outcomes AS (
    SELECT
        figures.*,
        CASE WHEN NOT figures.is_standardised THEN figures.value END AS since,
        CASE WHEN NOT figures.is_standardised THEN figures.value_low END AS since_low,
        CASE WHEN NOT figures.is_standardised THEN figures.value_high END AS since_high
    FROM figures
    WHERE figures.subject = 'financials'
)

SELECT
    said.company_id,
    companies.country,
    split_part(said.what, '|', 2) AS metric,
    CASE left(said.fiscal_label, 1)
        WHEN 'F' THEN 'year' WHEN 'H' THEN 'half' WHEN '9' THEN 'nine_months' WHEN 'Q' THEN 'quarter'
    END AS frequency,
    CAST(
        year(said.period_start + CAST(date_diff('day', said.period_start, said.period_end) // 2 AS INTEGER)) AS INTEGER
    ) AS year,
    said.fiscal_label,
    said.period_start,
    said.period_end,
    split_part(said.what, '|', 3) AS currency,
    CASE WHEN said.is_guidance THEN 'guidance' ELSE 'preliminary' END AS statement,
    said.published_on AS said_on,
    said.value AS said_low,
    said.said_high,
    said.value_low AS bound_low,
    said.value_high AS bound_high,
    outcomes.since AS value,
    outcomes.since_low AS value_low,
    outcomes.since_high AS value_high,
    outcomes.figure_id IS NULL AS is_open,
    coalesce(outcomes.is_preliminary, FALSE) AS is_preliminary,
    coalesce(outcomes.is_derived, FALSE) AS is_derived,
    outcomes.since_low > said.value_high OR outcomes.since_high < said.value_low AS is_beyond_rounding,
    list_sort(list_distinct(list_concat([said.row_id], coalesce(outcomes.row_ids, [])))) AS row_ids,
    list_sort(list_distinct(list_concat([said.source_id], coalesce(outcomes.source_ids, [])))) AS source_ids
FROM statements AS said
INNER JOIN companies ON said.company_id = companies.company_id
LEFT JOIN outcomes
    ON
        said.what = outcomes.what
        AND said.period_start = outcomes.period_start
        AND said.period_end = outcomes.period_end
        AND (said.is_guidance OR NOT outcomes.is_preliminary)
