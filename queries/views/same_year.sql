-- question: Which other controls, sanctions, policies and funds fell into the year of each happening?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   happening_id  VARCHAR    the happening
--   others        BIGINT     how many others
--   others_zh     VARCHAR[]  the three nearest in time, with their days, in Chinese
--   others_en     VARCHAR[]  the same in English
WITH pairs AS (
    SELECT
        happenings.happening_id,
        concat(
            substr(
                CAST(others.happened_on AS VARCHAR), 1,
                CASE others.date_precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END
            ),
            ' '
        ) AS day,
        others.title_zh,
        others.title_en,
        row_number() OVER (
            PARTITION BY happenings.happening_id
            ORDER BY abs(date_diff('day', happenings.happened_on, others.happened_on)), others.happening_id
        ) AS place
    FROM happenings
    INNER JOIN happenings AS others ON year(happenings.happened_on) = year(others.happened_on)
    WHERE
        happenings.happening_id <> others.happening_id
        AND others.event_kind IN ('export_control', 'sanction', 'policy', 'fund')
)

SELECT
    happening_id,
    count(*) AS others,
    list_sort(list(DISTINCT concat(day, title_zh)) FILTER (place <= 3)) AS others_zh,
    list_sort(list(DISTINCT concat(day, title_en)) FILTER (place <= 3)) AS others_en
FROM pairs
GROUP BY happening_id
