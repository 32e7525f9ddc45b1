-- question: What do the sources print of the figures behind the given rows, which print stands, and by which part of the rule?
-- params:
--   row_ids  VARCHAR[]  rows of any table
--   as_of    DATE       only rows published on or before this day; NULL = all
-- columns:
--   figure_id     VARCHAR    the figure, core industry and keyword counts apart; of events the happening
--   row_id        VARCHAR    row of the table `subject`; of a derived figure the longer period's
--   less_row_id   VARCHAR    of a derived figure the row subtracted; NULL = printed
--   is_behind     BOOLEAN    one of the given rows, or derived from two of them
--   place         BIGINT     1 = the print that stands for the figure
--   rule          VARCHAR    of the print that stands: by which part of the rule it comes before the next; of the others: by which they yield; NULL = no other
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
SELECT
    figure_id, row_id, less_row_id,
    list_contains($row_ids, row_id)
    AND (less_row_id IS NULL OR list_contains($row_ids, less_row_id)) AS is_behind,
    place, rule, subject, measure, what, provider, fiscal_label, period_start, period_end,
    value, value_to, rounding, qualifier, reported_as, remark, title_zh, title_en, source_id
FROM prints
WHERE
    figure_id IN (
        SELECT behind.figure_id
        FROM prints AS behind
        WHERE
            list_contains($row_ids, behind.row_id)
            AND (behind.less_row_id IS NULL OR list_contains($row_ids, behind.less_row_id))
    )
ORDER BY figure_id, place
