-- question: What is known of a company itself, fact by fact, and who says so?
-- params:
--   id     VARCHAR  company
--   as_of  DATE     only what was published on or before this day; NULL = all
-- columns:
--   company_id      VARCHAR    company
--   field           VARCHAR    column of the table companies
--   value           VARCHAR    as known; days as exactly as their precision says; NULL = unknown
--   has_own_source  BOOLEAN    a source is named for this very fact; otherwise the source of the company's row stands
--   row_ids         VARCHAR[]  empty: a fact is no figure
--   source_ids      VARCHAR[]  data/sources.csv
-- notes:
--   Of each fact the value last found; on a past day only what a source of that time tells. Sources may tell a day less exactly than shown.
SELECT
    company_id,
    field,
    value,
    has_own_source,
    CAST([] AS VARCHAR[]) AS row_ids,
    source_ids
FROM company_facts
WHERE company_id = $id
ORDER BY place
