-- question: On which figures do sources disagree by more than rounding, and what did each print?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   figure_id        VARCHAR    the figure: what, period, provider
--   subject          VARCHAR    table
--   measure          VARCHAR    companies, amount, deals, valuation, value
--   what             VARCHAR    what is counted or measured, parted by |
--   company_id       VARCHAR    company; NULL = about none
--   provider         VARCHAR    who counted or foretold; NULL = not named
--   period_start     DATE       first day; NULL = not stated
--   period_end       DATE       last day
--   fiscal_label     VARCHAR    fiscal period; NULL outside financials
--   unit             VARCHAR    companies, deals, a currency, fraction or number
--   disagreement     DOUBLE     fraction; what stays of the distance after rounding, of the preferred value
--   highest_low      DOUBLE     base unit of unit; the highest lower bound among the prints
--   lowest_high      DOUBLE     base unit of unit; the lowest upper bound among them
--   preferred_value  DOUBLE     base unit of unit; the value of the row that is drawn
--   value            DOUBLE     base unit of unit; as printed
--   reported_as      VARCHAR    as printed
--   is_preferred     BOOLEAN    the row that is drawn
--   is_preliminary   BOOLEAN    printed ahead of the final statement
--   is_standardised  BOOLEAN    a database's own arrangement of the statement
--   row_ids          VARCHAR[]  the row
--   source_ids       VARCHAR[]  its source
-- derived:
--   disagreement  (highest_low - lowest_high) / abs(preferred_value)
-- notes:
--   One line a print, the figures with the widest disagreement first. Providers, forecasters and bases are figures of their own and never stand against each other;
--   a forecast told again is no conflict; what is computed by subtraction is left out.
SELECT
    conflicts.figure_id,
    conflicts.subject,
    conflicts.measure,
    conflicts.what,
    coalesce(funding_rounds.company_id, financials.company_id) AS company_id,
    conflicts.provider,
    conflicts.period_start,
    conflicts.period_end,
    conflicts.fiscal_label,
    CASE
        WHEN conflicts.measure IN ('companies', 'deals') THEN conflicts.measure
        WHEN split_part(conflicts.what, '|', -1) IN ('fraction', upper(split_part(conflicts.what, '|', -1)))
            THEN split_part(conflicts.what, '|', -1)
        ELSE 'number'
    END AS unit,
    conflicts.disagreement,
    conflicts.highest_low,
    conflicts.lowest_high,
    conflicts.preferred_value,
    conflicts.value,
    conflicts.reported_as,
    conflicts.is_preferred,
    conflicts.is_preliminary,
    conflicts.is_standardised,
    conflicts.row_ids,
    conflicts.source_ids
FROM conflicts
LEFT JOIN funding_rounds ON conflicts.row_ids[1] = funding_rounds.row_id
LEFT JOIN financials ON conflicts.row_ids[1] = financials.row_id
ORDER BY conflicts.disagreement DESC NULLS LAST, conflicts.figure_id, conflicts.value DESC, conflicts.row_ids
