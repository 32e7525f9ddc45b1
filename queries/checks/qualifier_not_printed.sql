-- question: Which figures are said more firmly or less firmly than they are printed?
-- severity: warning
-- params:
-- columns:
--   table_name  VARCHAR  table of the row
--   row_id      VARCHAR  the row that breaks the rule
--   said        VARCHAR  the qualifier of the row
--   against     VARCHAR  the print
-- notes:
--   Only a word in reported_as can be judged: the sentence around the figure may have one that was not copied.
WITH firmness AS (
    SELECT
        *,
        CASE
            WHEN regexp_matches(
                lower(reported_as),
                '超|多家|多万|多亿|余|餘|逾|以上|至少|不低于|more than|over |exceed|surpass|at least|above|^>|여 |이상|более'
            ) THEN 'at_least'
            WHEN regexp_matches(
                lower(reported_as), '约|約|近|大约|左右|about|around|nearly|approximately|roughly|almost|some |^~|circa|약 '
            ) THEN 'about'
        END AS printed
    FROM printed_rows
    WHERE measure IN ('companies', 'value', 'amount') AND reported_as IS NOT NULL AND subject <> 'guidance'
)

SELECT
    subject AS table_name,
    row_id,
    qualifier AS said,
    reported_as AS against
FROM firmness
WHERE printed <> qualifier
ORDER BY subject, row_id
