-- question: Which rows were added, removed or restated between two generations, with what before and after?
-- params:
--   earlier  VARCHAR  id of the earlier generation; NULL = the one before
--   later    VARCHAR  id of the later generation; NULL = the current one
-- columns:
--   earlier       VARCHAR    generation compared
--   later         VARCHAR    generation it is compared with
--   table_name    VARCHAR    table
--   change        VARCHAR    added, removed or restated
--   row_key       VARCHAR    row_id, or the key of the table, parted by |
--   column_names  VARCHAR[]  columns that differ; of an added or removed row all
--   before        VARCHAR[]  their values in the earlier generation, empty = NULL; [] of an added row
--   after         VARCHAR[]  their values in the later one, empty = NULL; [] of a removed row
--   source_ids    VARCHAR[]  source of the row as it stands, or stood
-- notes:
--   Each generation is read by itself and the rows are compared by their key, at most 100,000 rows each. A change of questions or schema that leaves the
--   data alone shows no row.
SELECT
    CAST($earlier AS VARCHAR) AS earlier,
    CAST($later AS VARCHAR) AS later,
    table_name,
    change,
    row_key,
    column_names,
    before,
    after,
    source_ids
FROM changes
ORDER BY table_name, row_key
