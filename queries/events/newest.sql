-- question: What happened last?
-- params:
--   events     VARCHAR[]  kinds of happenings; NULL or empty = every kind
--   companies  VARCHAR[]  company ids: only happenings that concern one of them; NULL or empty = all
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   as_of      DATE       only what had happened and was published on or before this day; NULL = all
-- columns:
--   happened_on     DATE       day; with precision month or year the first day of it
--   date_precision  VARCHAR    day, month or year
--   event_kind      VARCHAR    sanction, export_control, policy, fund, ipo, listing, acquisition, product, layoff, closure or other
--   title_zh        VARCHAR    what happened, in Chinese
--   title_en        VARCHAR    what happened, in English
--   company_ids     VARCHAR[]  companies concerned; empty = none of the directory
--   source_id       VARCHAR    source of the telling that stands for it
--   row_ids         VARCHAR[]  every telling
--   source_ids      VARCHAR[]  data/sources.csv
-- notes:
--   The newest twelve. Several tellings of one happening are one row; one whose day is not known exactly stands at the beginning of its month or year.
SELECT
    happened_on,
    date_precision,
    event_kind,
    title_zh,
    title_en,
    company_ids,
    source_id,
    row_ids,
    source_ids
FROM happenings
WHERE
    (len(coalesce($events, [])) = 0 OR list_contains($events, event_kind))
    AND (len(coalesce($companies, [])) = 0 OR list_has_any(company_ids, $companies))
    AND year(happened_on) >= coalesce($year_from, year(happened_on))
    AND year(happened_on) <= coalesce($year_to, year(happened_on))
    AND happened_on <= coalesce($as_of, happened_on)
ORDER BY happened_on DESC, happening_id DESC
LIMIT 12
