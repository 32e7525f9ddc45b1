-- question: Which print stands for each figure, and by which part of the rule does each print come before the others or yield?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   figure_id     VARCHAR    the figure, core industry and keyword counts apart; of events the happening
--   row_id        VARCHAR    row of the table `subject`; of a derived figure the longer period's
--   less_row_id   VARCHAR    of a derived figure the row subtracted; NULL = printed
--   place         BIGINT     1 = the print that stands for the figure
--   rule          VARCHAR    of the print that stands: the part of the rule by which it comes before the next; of the others: by which they yield; NULL = no other
--   subject       VARCHAR    table
--   measure       VARCHAR    companies, amount, deals, valuation, value, announcement, happening
--   what          VARCHAR    what is counted or measured
--   provider      VARCHAR    who counted; NULL = not named
--   fiscal_label  VARCHAR    fiscal period as printed; NULL outside financials
--   period_start  DATE       first day; NULL = not stated
--   period_end    DATE       last day as printed
--   value         DOUBLE     base unit; of a range the lower end
--   value_to      DOUBLE     upper end; NULL = open
--   rounding      DOUBLE     size of the last printed digit; NULL = unknown
--   qualifier     VARCHAR    as_printed, about or at_least
--   reported_as   VARCHAR    the figure as printed
--   remark        VARCHAR    what a reader must know
--   title_zh      VARCHAR    of a happening what happened, in Chinese
--   title_en      VARCHAR    of a happening what happened, in English
--   source_id     VARCHAR    its source; NULL = derived
-- notes:
--   The order of preference is that of figures; of happenings the most exact date comes first, then the first row.
WITH candidates AS (
    SELECT
        CASE
            WHEN observations.subject = 'events' THEN concat('events|', observations.what)
            WHEN starts_with(observations.what, 'artificial_intelligence|') AND observations.measure = 'companies'
                THEN concat(
                    observations.figure_id, CASE WHEN observations.value < 10000 THEN '|core' ELSE '|keyword' END
                )
            ELSE observations.figure_id
        END AS figure_id,
        observations.row_id, CAST(NULL AS VARCHAR) AS less_row_id,
        observations.subject, observations.measure, observations.what, observations.provider,
        observations.fiscal_label,
        CASE
            WHEN rounds.announced_precision = 'month'
                THEN make_date(year(rounds.announced_on), month(rounds.announced_on), 1)
            ELSE observations.period_start
        END AS period_start,
        events.title_zh, events.title_en, coalesce(observations.value, events.amount) AS value,
        observations.source_id,
        list_concat([
            CASE events.date_precision WHEN 'year' THEN 2.0 WHEN 'month' THEN 1.0 ELSE 0.0 END,
            CAST(coalesce(events.event_id <> events.event_group, FALSE) AS DOUBLE)
        ], observations.preference) AS preference
    FROM observations
    LEFT JOIN events ON observations.row_id = events.event_id
    LEFT JOIN funding_rounds AS rounds ON observations.row_id = rounds.row_id
    UNION ALL
    SELECT
        figure_id, row_ids[1], row_ids[2], 'financials', 'value', what, NULL,
        fiscal_label, period_start, NULL, NULL, value, NULL, list_concat([0.0, 0.0], preference)
    FROM derivations
),

placed AS (
    SELECT
        candidates.*,
        row_number() OVER in_order AS place,
        lead(candidates.preference) OVER in_order AS next_preference,
        first_value(candidates.preference) OVER in_order AS best_preference
    FROM candidates
    WINDOW in_order AS (PARTITION BY candidates.figure_id ORDER BY candidates.preference, candidates.row_id)
),

compared AS (
    SELECT *, CASE WHEN place = 1 THEN next_preference ELSE best_preference END AS other
    FROM placed
)

SELECT
    compared.figure_id, compared.row_id, compared.less_row_id,
    compared.place,
    CASE
        WHEN compared.other IS NULL THEN NULL
        WHEN compared.preference[1] <> compared.other[1] THEN 'precision'
        WHEN compared.preference[2] <> compared.other[2] THEN 'telling'
        WHEN compared.preference[3] <> compared.other[3] THEN 'misprint'
        WHEN compared.preference[4] <> compared.other[4] THEN 'reprint'
        WHEN compared.preference[5] <> compared.other[5] THEN 'forecast'
        WHEN compared.preference[6] <> compared.other[6] THEN 'preliminary'
        WHEN compared.preference[7] <> compared.other[7] THEN 'standardised'
        WHEN compared.preference[8] <> compared.other[8] THEN 'derived'
        WHEN compared.preference[9] <> compared.other[9] THEN 'kind'
        WHEN compared.preference[10] <> compared.other[10] THEN 'newest'
        WHEN compared.preference[11] <> compared.other[11] THEN 'rounding'
        ELSE 'row'
    END AS rule,
    compared.subject, compared.measure, compared.what, compared.provider, compared.fiscal_label,
    compared.period_start, coalesce(printed.period_end, derived.period_end) AS period_end,
    compared.value, CAST(printed.value_to AS DOUBLE) AS value_to, printed.rounding, printed.qualifier,
    printed.reported_as, printed.remark, compared.title_zh, compared.title_en, compared.source_id
FROM compared
LEFT JOIN printed_rows AS printed
    ON
        compared.less_row_id IS NULL AND compared.row_id = printed.row_id
        AND compared.subject = printed.subject AND compared.measure = printed.measure
LEFT JOIN derivations AS derived
    ON
        compared.figure_id = derived.figure_id
        AND compared.row_id = derived.row_ids[1] AND compared.less_row_id = derived.row_ids[2]
