-- question: Who put money into which deal, each investor once however it is spelt?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   deal_id       VARCHAR    the deal
--   company_id    VARCHAR    who raised
--   country       VARCHAR    ISO country code of the company
--   announced_on  DATE       day; with precision month the month's last day; NULL = no source gives a date
--   year          INTEGER    calendar year announced; NULL = undated
--   is_round      BOOLEAN    counts as a round: a sum over several rounds only where none of them is known of this investor
--   investor_id   VARCHAR    aliases.entity_id; the spelling itself where aliases has none
--   name_zh       VARCHAR    name to show in Chinese, else in English
--   name_en       VARCHAR    name to show in English, else in Chinese
--   is_lead       BOOLEAN    a source names it as a lead investor
--   others_zh     VARCHAR[]  names in Chinese of the deal's other investors
--   others_en     VARCHAR[]  names in English
--   row_ids       VARCHAR[]  rows that name it
--   source_ids    VARCHAR[]  their sources
-- notes:
--   Firms, funds and authorities; a fund and its parent stay apart. Several sources of one deal that name the same investor tell of the same money.
WITH rows_known AS (
    SELECT rounds.row_id, rounds.source_id, rounds.deal_id, rounds.lead_investors, rounds.investors
    FROM observations
    INNER JOIN funding_rounds AS rounds ON observations.row_id = rounds.row_id
    WHERE observations.subject = 'funding_rounds' AND observations.measure = 'announcement'
),

spellings AS (
    SELECT row_id, source_id, deal_id, TRUE AS is_lead, unnest(string_split(lead_investors, ';')) AS alias
    FROM rows_known
    WHERE lead_investors IS NOT NULL
    UNION ALL
    SELECT row_id, source_id, deal_id, FALSE, unnest(string_split(investors, ';'))
    FROM rows_known
    WHERE investors IS NOT NULL
),

entities AS (
    SELECT DISTINCT alias, entity_id
    FROM aliases
    WHERE kind = 'investor'
),

names AS (
    SELECT
        entity_id,
        min(CASE WHEN language = 'zh' THEN alias END) AS name_zh,
        min(CASE WHEN language = 'en' THEN alias END) AS name_en
    FROM aliases
    WHERE kind = 'investor' AND is_name
    GROUP BY entity_id
),

backers AS (
    SELECT
        spellings.deal_id,
        coalesce(entities.entity_id, spellings.alias) AS investor_id,
        coalesce(min(names.name_zh), min(names.name_en), min(spellings.alias)) AS name_zh,
        coalesce(min(names.name_en), min(names.name_zh), min(spellings.alias)) AS name_en,
        bool_or(spellings.is_lead) AS is_lead,
        list_sort(list(DISTINCT spellings.row_id)) AS row_ids,
        list_sort(list(DISTINCT spellings.source_id)) AS source_ids
    FROM spellings
    LEFT JOIN entities ON spellings.alias = entities.alias
    LEFT JOIN names ON entities.entity_id = names.entity_id
    GROUP BY spellings.deal_id, coalesce(entities.entity_id, spellings.alias)
),

others AS (
    SELECT
        backers.deal_id,
        backers.investor_id,
        list_sort(list(DISTINCT partners.name_zh)) AS others_zh,
        list_sort(list(DISTINCT partners.name_en)) AS others_en
    FROM backers
    INNER JOIN backers AS partners
        ON backers.deal_id = partners.deal_id AND backers.investor_id <> partners.investor_id
    GROUP BY backers.deal_id, backers.investor_id
)

SELECT
    backers.deal_id, deals.company_id, companies.country, deals.announced_on,
    CAST(year(deals.announced_on) AS INTEGER) AS year,
    coalesce(deals.covers, '') <> 'several_rounds' OR count(*) FILTER (
        WHERE coalesce(deals.covers, '') <> 'several_rounds'
    ) OVER (PARTITION BY deals.company_id, backers.investor_id) = 0 AS is_round,
    backers.investor_id, backers.name_zh, backers.name_en, backers.is_lead,
    coalesce(others.others_zh, CAST([] AS VARCHAR[])) AS others_zh,
    coalesce(others.others_en, CAST([] AS VARCHAR[])) AS others_en,
    backers.row_ids, backers.source_ids
FROM backers
INNER JOIN deals ON backers.deal_id = deals.deal_id
INNER JOIN companies ON deals.company_id = companies.company_id
LEFT JOIN others ON backers.deal_id = others.deal_id AND backers.investor_id = others.investor_id
