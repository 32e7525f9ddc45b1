-- question: Which numbers can each print be read as?
-- params:
-- columns:
--   row_id  VARCHAR  the row whose reported_as is read
--   value   DOUBLE   base unit, without sign; a number the print says, or may say
--   digit   DOUBLE   base unit; size of its last printed digit
-- notes:
--   Chinese, Japanese and Korean steps (万, 亿, 천), words and letters (billion, млрд, M), shares in per cent, ranges that name
--   their unit once, and words for a number (数亿, hundreds of millions) which count as their lower end.
--   A print of several numbers has several lines, and a comma or point that may mean two things has both. It serves checks only.
WITH prints AS (
    SELECT DISTINCT row_id, reported_as
    FROM printed_rows
    WHERE reported_as IS NOT NULL
),

-- One spelling: simplified signs, digits for words, a point for decimals, no blank between thousands.
signs AS (
    SELECT
        row_id,
        replace(
            replace(
                replace(
                    replace(lower(translate(reported_as, '億萬억만천﹒，', '亿万亿万千.,')), 'half', '50%'),
                    'hundreds of ', '100 '
                ),
                'hundred ', '100 '
            ),
            'tens of ', '10 '
        ) AS text
    FROM prints
),

spelt AS (
    SELECT
        row_id,
        regexp_replace(
            regexp_replace(
                regexp_replace(text, '([0-9]) ([0-9][0-9][0-9])', '\1\2', 'g'),
                '([0-9]),([0-9][0-9]?)([^0-9])', '\1.\2\3', 'g'
            ),
            '(^|[^0-9. 万亿千百十-])[ -]?(万亿|[千百十]?[亿万]|billion|million)', '\1 1\2', 'g'
        ) AS text
    FROM signs
),

units AS (
    SELECT listed.word, listed.size
    FROM (
        VALUES
        ('', 1.0), ('万亿', 1e12), ('trillion', 1e12), ('tn', 1e12), ('t', 1e12), ('千亿', 1e11), ('百亿', 1e10), ('十亿', 1e9),
        ('billion', 1e9), ('bn', 1e9), ('b', 1e9), ('milliarden', 1e9), ('miliardi', 1e9), ('млрд', 1e9), ('亿', 1e8),
        ('千万', 1e7), ('百万', 1e6), ('million', 1e6), ('millionen', 1e6), ('milioni', 1e6), ('mln', 1e6), ('mn', 1e6),
        ('млн', 1e6), ('m', 1e6), ('($m)', 1e6), ('十万', 1e5), ('लाख', 1e5), ('万', 1e4), ('千', 1e3), ('thousand', 1e3),
        ('тыс', 1e3), ('k', 1e3), ('''000', 1e3), ('%', 0.01), ('percent', 0.01)
    ) AS listed (word, size)
),

-- Each number with the unit that follows it, and each unit that stands apart.
pieces AS (
    SELECT
        row_id, text,
        unnest(regexp_extract_all(
            text,
            concat(
                '[0-9][0-9,.]*(?:[ -]?(?:万亿|[千百十]?[亿万]|千|trillion|tn|billion|bn|milliarden|miliardi|млрд|millionen',
                '|million|milioni|mln|mn|млн|thousand|тыс|लाख|%|percent|[tbmk]\b))?|\(\$m\)|''000'
            )
        )) AS piece
    FROM spelt
),

numbers AS (
    SELECT
        pieces.row_id, pieces.text, pieces.piece, units.size,
        TRY_CAST(rtrim(replace(regexp_extract(pieces.piece, '^[0-9][0-9,.]*'), ',', ''), '.') AS DOUBLE) AS number,
        pow(0.1, length(regexp_extract(pieces.piece, '^[0-9][0-9,]*[.]([0-9]+)', 1))) AS digit,
        max(CASE WHEN units.word NOT IN ('', '%', 'percent') THEN units.size END)
            OVER (PARTITION BY pieces.row_id) AS text_size,
        min(units.size) OVER (PARTITION BY pieces.row_id) AS least_size
    FROM pieces
    INNER JOIN units ON regexp_extract(pieces.piece, '^[0-9,.]*[ -]?(.*)$', 1) = units.word
)

SELECT row_id, number * size AS value, digit * size AS digit
FROM numbers
WHERE number IS NOT NULL AND (size <> 1 OR text_size IS NULL)
UNION ALL
-- A range names its unit once: 60–70%, 65,000~85,000万元.
SELECT row_id, number * coalesce(text_size, least_size), digit * coalesce(text_size, least_size)
FROM numbers
WHERE number IS NOT NULL AND size = 1 AND coalesce(text_size, least_size) <> 1
UNION ALL
-- 2万3千100 is one number.
SELECT row_id, sum(number * size), min(digit * size)
FROM numbers
WHERE regexp_matches(text, '[亿万千] ?[0-9]')
GROUP BY row_id
UNION ALL
-- 3.470 may be three thousand.
SELECT row_id, CAST(replace(text, '.', '') AS DOUBLE), 1
FROM spelt
WHERE regexp_full_match(text, '[0-9][0-9]?[0-9]?([.][0-9][0-9][0-9])+')
