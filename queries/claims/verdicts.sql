-- question: Does each claim of the founding article hold, by other sources?
-- params:
--   topic  VARCHAR  subject of the claim; NULL = all
--   as_of  DATE     only claims published on or before this day; NULL = all
-- columns:
--   claim_id         VARCHAR    data/claims.csv
--   topic            VARCHAR    subject of the claim
--   statement_zh     VARCHAR    the claim, in Chinese
--   statement_en     VARCHAR    the claim, in English
--   reported_value   DOUBLE     base unit of unit; the figure claimed; NULL = a day or a statement
--   unit             VARCHAR    unit of the values
--   reported_as      VARCHAR    the claim as printed
--   claimed_start    DATE       first day of the period claimed
--   claimed_end      DATE       last day of it
--   claim_source_id  VARCHAR    who claims it
--   row_ids          VARCHAR[]  rows behind the verdict, none of the claim's own source: none before it is judged
--   source_ids       VARCHAR[]  data/sources.csv
-- notes:
--   Each claim has a question of its own, queries/claims/<claim_id>. chipcensus/claims.py computes the verdict from its answer, the first that applies:
--   cannot be checked, part of the period, only this source, differs, confirmed within rounding. The claim's own source never counts for it.
SELECT
    claims.claim_id,
    claims.topic,
    claims.statement_zh,
    claims.statement_en,
    claims.reported_value,
    claims.unit,
    claims.reported_as,
    claims.period_start AS claimed_start,
    claims.period_end AS claimed_end,
    claims.source_id AS claim_source_id,
    CAST([] AS VARCHAR[]) AS row_ids,
    CAST([] AS VARCHAR[]) AS source_ids
FROM claims
INNER JOIN sources ON claims.source_id = sources.source_id
WHERE
    claims.topic = coalesce($topic, claims.topic)
    AND ($as_of IS NULL OR coalesce(sources.published_on, claims.period_end) <= $as_of)
ORDER BY claims.claim_id
