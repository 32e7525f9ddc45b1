-- question: How many years passed from each listed company's founding to its listing?
-- params:
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   year_from  INTEGER    first calendar year of the listing, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year of the listing, inclusive; NULL = last known
--   as_of      DATE       only companies listed on or before this day; NULL = all
-- columns:
--   company_id         VARCHAR    the company
--   exchange           VARCHAR    where it is listed; NULL = unknown
--   founded_on         DATE       first day that founded_precision allows; NULL = unknown
--   founded_precision  VARCHAR    day, month or year
--   listed_on          DATE       first day that listed_precision allows; NULL = unknown
--   listed_precision   VARCHAR    day, month or year
--   years              DOUBLE     years; middle of the bounds; NULL = one of the two days is unknown
--   years_low          DOUBLE     years; from the last day it can have been founded on
--   years_high         DOUBLE     years; from the first day it can have been founded on
--   row_ids            VARCHAR[]  the company's row
--   source_ids         VARCHAR[]  data/sources.csv
-- derived:
--   years  (years_low + years_high) / 2
-- notes:
--   A founding known by its year alone gives a range of a year. A year is 365.2425 days. An as-of day hides later listings, and days that no source of that time tells.
WITH spans AS (
    SELECT
        directory.*,
        CASE founded_precision
            WHEN 'year' THEN make_date(year(founded_on), 12, 31)
            WHEN 'month' THEN last_day(founded_on)
            ELSE founded_on
        END AS founded_by,
        CASE listed_precision
            WHEN 'year' THEN make_date(year(listed_on), 12, 31)
            WHEN 'month' THEN last_day(listed_on)
            ELSE listed_on
        END AS listed_by
    FROM directory
    WHERE
        (status = 'listed' OR listed_on IS NOT NULL)
        AND CASE
            WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
            ELSE list_contains($companies, company_id)
        END
        AND ($year_from IS NULL OR year(listed_on) >= $year_from)
        AND ($year_to IS NULL OR year(listed_on) <= $year_to)
        AND ($as_of IS NULL OR listed_on <= $as_of)
),

days AS (
    SELECT
        *,
        CASE
            WHEN founded_by > listed_on THEN 0
            ELSE date_diff('day', founded_by, listed_on)
        END AS least,
        date_diff('day', founded_on, listed_by) AS most
    FROM spans
),

cited AS (
    SELECT company_id, flatten(list(source_ids)) AS source_ids
    FROM company_facts
    WHERE field IN ('founded_on', 'listed_on')
    GROUP BY company_id
)

SELECT
    days.company_id,
    days.exchange,
    days.founded_on,
    days.founded_precision,
    days.listed_on,
    days.listed_precision,
    (days.least + days.most) / 2 / 365.2425 AS years,
    days.least / 365.2425 AS years_low,
    days.most / 365.2425 AS years_high,
    [days.company_id] AS row_ids,
    list_sort(list_distinct(list_concat(days.row_source_ids, coalesce(cited.source_ids, [])))) AS source_ids
FROM days
LEFT JOIN cited ON days.company_id = cited.company_id
ORDER BY years NULLS LAST, days.company_id
