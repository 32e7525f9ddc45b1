-- question: Under which names and spellings are companies and investors known, besides the directory's own?
-- params:
-- columns:
--   kind       VARCHAR  company or investor
--   entity_id  VARCHAR  company or investor meant
--   alias      VARCHAR  a spelling as printed
--   language   VARCHAR  zh or en
--   is_name    BOOLEAN  the name shown in this language
SELECT kind, entity_id, alias, language, bool_or(is_name) AS is_name
FROM aliases
GROUP BY kind, entity_id, alias, language
ORDER BY kind, entity_id, is_name DESC, alias, language
