-- question: Under which names and spellings are companies and investors known, besides the directory's own?
-- params:
-- columns:
--   kind       VARCHAR  company or investor
--   entity_id  VARCHAR  company or investor meant
--   alias      VARCHAR  a spelling as printed
--   language   VARCHAR  zh or en
--   is_name    BOOLEAN  the name shown in this language
-- notes:
--   An investor without an alias is known by the one spelling that the deals have of it.
SELECT kind, entity_id, alias, language, bool_or(is_name) AS is_name
FROM (
    SELECT kind, entity_id, alias, language, is_name
    FROM aliases
    UNION ALL
    SELECT
        'investor',
        investors.investor_id,
        investors.investor_id,
        if(regexp_matches(investors.investor_id, '[一-龥]'), 'zh', 'en'),
        TRUE
    FROM investors
    ANTI JOIN aliases ON investors.investor_id = aliases.entity_id AND aliases.kind = 'investor'
) AS spellings
GROUP BY kind, entity_id, alias, language
ORDER BY kind, entity_id, is_name DESC, alias, language
