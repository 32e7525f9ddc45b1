-- question: Which happenings of the chosen kinds are laid over a figure of time?
-- params:
--   events     VARCHAR[]  kinds of happenings; NULL or empty = every kind
--   companies  VARCHAR[]  company ids: only happenings that concern one of them, or none of the directory; NULL or empty = all
--   as_of      DATE       only what had happened and was published on or before this day; NULL = all
-- columns:
--   happening_id    VARCHAR    the happening
--   happened_on     DATE       day; with precision month or year the first day of it
--   until           DATE       the same day; with precision month or year the last day of it
--   date_precision  VARCHAR    day, month or year
--   earliest_on     DATE       earliest day that a telling as exact gives
--   latest_on       DATE       latest day that a telling as exact gives
--   event_kind      VARCHAR    sanction, export_control, policy, fund, ipo, listing, acquisition, product, layoff, closure or other
--   title_zh        VARCHAR    what happened, in Chinese
--   title_en        VARCHAR    what happened, in English
--   company_ids     VARCHAR[]  companies concerned; empty = none of the directory
--   source_id       VARCHAR    source of the telling that stands for it
--   row_ids         VARCHAR[]  every telling
--   source_ids      VARCHAR[]  data/sources.csv
-- notes:
--   Several tellings of one happening are one row. A happening told ahead is left out until its first possible day.
SELECT
    happening_id,
    happened_on,
    until,
    date_precision,
    earliest_on,
    latest_on,
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
    AND (
        len(coalesce($companies, [])) = 0
        OR len(company_ids) = 0
        OR list_has_any(company_ids, $companies)
    )
    AND happened_on <= coalesce($as_of, happened_on)
ORDER BY happened_on, happening_id
