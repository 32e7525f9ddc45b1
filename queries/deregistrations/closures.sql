-- question: Which named companies closed down, when, and is that all that is known of them?
-- params:
--   year_from  INTEGER  first calendar year, inclusive; NULL = first known
--   year_to    INTEGER  last calendar year, inclusive; NULL = last known
--   as_of      DATE     only what was published on or before this day; NULL = all
-- columns:
--   company_id      VARCHAR    company; NULL = not in the directory, the titles name it
--   country         VARCHAR    country of its seat, as ISO 3166; NULL = unknown
--   status          VARCHAR    what the directory says of it today; NULL = not in it
--   happening       VARCHAR    closure, or layoff of a company that closed or was said to
--   happened_on     DATE       first day of the day, month or year in which it happened
--   happened_to     DATE       last day of that day, month or year
--   date_precision  VARCHAR    day, month or year
--   title_zh        VARCHAR    what happened, in Chinese; NULL = only the directory says that it closed
--   title_en        VARCHAR    what happened, in English
--   row_ids         VARCHAR[]  event_id of each telling, or company_id
--   source_ids      VARCHAR[]  data/sources.csv
-- notes:
--   One row a happening, however many sources tell it. Of several companies concerned it is the one that closed.
--   A source without a date counts where that day, month or year had ended by the day asked for.
SELECT
    company_id,
    country,
    status,
    happening,
    happened_on,
    happened_to,
    date_precision,
    title_zh,
    title_en,
    row_ids,
    source_ids
FROM closures
WHERE
    ($as_of IS NULL OR coalesce(closed_by, $as_of) <= $as_of)
    AND year(happened_on) >= coalesce($year_from, year(happened_on))
    AND year(happened_on) <= coalesce($year_to, year(happened_on))
ORDER BY happened_on, happening, company_id
