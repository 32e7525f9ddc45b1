-- question: What was imported, in which format, how much of it, and when?
-- params:
-- columns:
--   place         INTEGER    the order in which the imports came, from 1
--   import_id     VARCHAR    hash of the contents of the import
--   source_id     VARCHAR    its source; NULL = the rows brought their sources along
--   title         VARCHAR    name of the file; of several the first, and how many more
--   format        VARCHAR    what the file was recognised as
--   kind          VARCHAR    registry, funding, statements, tables
--   files         INTEGER    files
--   rows          BIGINT     rows taken in
--   refused       BIGINT     rows refused
--   snapshot_on   DATE       newest day in the rows; NULL = they tell no day
--   accepted_at   TIMESTAMP  when it was taken in, UTC
--   is_synthetic  BOOLEAN    made by a generator, not real
SELECT
    place, import_id, source_id, title, format, kind, files, rows, refused, snapshot_on, accepted_at,
    is_synthetic
FROM imports
ORDER BY place, title, source_id
