-- question: Which rules does the data keep, and which rows break them?
-- params:
-- columns:
--   rule        VARCHAR    the rule, a file of queries/checks
--   severity    VARCHAR    error (nothing is published while a row breaks it) or warning
--   table_name  VARCHAR    table of the row; NULL = no row breaks the rule
--   row_id      VARCHAR    the row that breaks it
--   said        VARCHAR    what the row says
--   against     VARCHAR    what stands against it
--   row_ids     VARCHAR[]  the row, where it is one of facts
--   source_ids  VARCHAR[]  its source
-- notes:
--   The checks ran when the generation was built. A rule that no row breaks is one line.
WITH cited AS (
    SELECT DISTINCT row_id, source_id
    FROM printed_rows
)

SELECT
    findings.rule,
    findings.severity,
    findings.table_name,
    findings.row_id,
    findings.said,
    findings.against,
    CASE WHEN cited.row_id IS NULL THEN CAST([] AS VARCHAR[]) ELSE [cited.row_id] END AS row_ids,
    CASE WHEN cited.row_id IS NULL THEN CAST([] AS VARCHAR[]) ELSE [cited.source_id] END AS source_ids
FROM findings
LEFT JOIN cited ON findings.row_id = cited.row_id
ORDER BY findings.severity, findings.rule, findings.row_id, findings.against
