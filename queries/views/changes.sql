-- question: Which rows differ from another generation, and how?
-- params:
-- columns:
--   table_name    VARCHAR    table
--   change        VARCHAR    added, removed or restated
--   row_key       VARCHAR    row_id, or the key of the table, parted by |
--   column_names  VARCHAR[]  columns that differ; of an added or removed row all
--   before        VARCHAR[]  their values in the earlier generation, empty = NULL; [] of an added row
--   after         VARCHAR[]  their values in the later one, empty = NULL; [] of a removed row
--   source_ids    VARCHAR[]  source of the row as it stands, or stood
-- notes:
--   No statement reads two generations. By itself a generation differs from none: this is empty until engine/changes.py has read two
--   side by side and puts what it found in this place.
SELECT
    CAST(NULL AS VARCHAR) AS table_name,
    CAST(NULL AS VARCHAR) AS change,
    CAST(NULL AS VARCHAR) AS row_key,
    CAST(NULL AS VARCHAR[]) AS column_names,
    CAST(NULL AS VARCHAR[]) AS before,
    CAST(NULL AS VARCHAR[]) AS after,
    CAST(NULL AS VARCHAR[]) AS source_ids
WHERE FALSE
