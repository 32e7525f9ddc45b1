-- question: How many of the companies did each investor back, and with whom?
-- params:
--   companies  VARCHAR[]  company ids; NULL or empty = all Chinese companies
--   year_from  INTEGER    first calendar year, inclusive; NULL = first known
--   year_to    INTEGER    last calendar year, inclusive; NULL = last known
--   as_of      DATE       only figures published on or before this day; NULL = all
-- columns:
--   investor_id    VARCHAR    the investor
--   investor_zh    VARCHAR    its name in Chinese, else in English
--   investor_en    VARCHAR    its name in English, else in Chinese
--   companies      BIGINT     companies; backed
--   companies_led  BIGINT     companies; of these, with a round led
--   rounds         BIGINT     rounds it took part in, as far as sources name it
--   rounds_led     BIGINT     of these, led
--   undated        BIGINT     of these, without a date
--   company_ids    VARCHAR[]  whom it backed
--   partners       BIGINT     other investors of the same deals
--   partners_zh    VARCHAR[]  their names in Chinese
--   partners_en    VARCHAR[]  their names in English
--   row_ids        VARCHAR[]  rows behind it
--   source_ids     VARCHAR[]  data/sources.csv
-- notes:
--   An investor counts once however it is spelt, a deal once however many sources tell it. A fund and its parent stay apart. Undated deals count only while no year is chosen.
SELECT
    investor_id,
    min(name_zh) AS investor_zh,
    min(name_en) AS investor_en,
    count(DISTINCT company_id) AS companies,
    count(DISTINCT CASE WHEN is_lead THEN company_id END) AS companies_led,
    count(*) FILTER (WHERE is_round) AS rounds,
    count(*) FILTER (WHERE is_round AND is_lead) AS rounds_led,
    count(*) FILTER (WHERE is_round AND announced_on IS NULL) AS undated,
    list_sort(list(DISTINCT company_id)) AS company_ids,
    len(list_distinct(flatten(list(others_en)))) AS partners,
    list_sort(list_distinct(flatten(list(others_zh)))) AS partners_zh,
    list_sort(list_distinct(flatten(list(others_en)))) AS partners_en,
    list_sort(list_distinct(flatten(list(row_ids)))) AS row_ids,
    list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
FROM investors
WHERE
    CASE
        WHEN len(coalesce($companies, [])) = 0 THEN country = 'CN'
        ELSE list_contains($companies, company_id)
    END
    AND CASE
        WHEN $year_from IS NULL AND $year_to IS NULL THEN TRUE
        ELSE year BETWEEN coalesce($year_from, year) AND coalesce($year_to, year)
    END
GROUP BY investor_id
ORDER BY companies DESC, rounds DESC, companies_led DESC, investor_id
