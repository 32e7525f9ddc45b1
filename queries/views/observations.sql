-- question: What does each row of the tables print, with its interval and its place in the order of preference?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   row_id           VARCHAR    the row of the table `subject`
--   subject          VARCHAR    table
--   measure          VARCHAR    which of the row's numbers: companies, amount, deals, valuation, value; announcement has none
--   what             VARCHAR    what is counted or measured, without period and provider
--   figure_id        VARCHAR    the figure the row is a print of: what, period, provider
--   provider         VARCHAR    who counted; NULL = not named
--   period_start     DATE       first day; NULL = not stated
--   period_end       DATE       last day; of a reprint the earliest end printed
--   value            DOUBLE     as printed, base unit; NULL for an announcement
--   value_low        DOUBLE     lower bound of what was printed
--   value_high       DOUBLE     upper bound; NULL = open
--   is_misprint      BOOLEAN    printed so, evidently wrong
--   is_reprint       BOOLEAN    printed elsewhere for a shorter period with the same start
--   is_forecast      BOOLEAN    said before the period had ended
--   is_preliminary   BOOLEAN    printed ahead of the final statement
--   is_standardised  BOOLEAN    a database's own arrangement of the statement
--   is_derived       BOOLEAN    FALSE: printed
--   fiscal_label     VARCHAR    fiscal period as printed; NULL outside financials
--   growth_printed   DOUBLE     change over the year before as printed, a fraction; NULL = none printed
--   reported_as      VARCHAR    the figure as printed
--   source_id        VARCHAR    data/sources.csv
--   preference       DOUBLE[]   smaller = preferred, compared item by item
-- notes:
--   The rule that prefers one of several sources: never a misprint; a reprint yields to the earliest end; actual before forecast; final before
--   preliminary; as reported before standardised; direct before derived; filing, exchange, government, company, database, analyst, news, aggregator;
--   newest (undated after dated); finest rounding. As-of: rows published by that day; a row without a date only where its period had ended.
WITH known AS (
    SELECT
        printed_rows.*,
        sources.kind,
        sources.published_on,
        coalesce(printed_rows.remark LIKE 'misprint%', FALSE) AS is_misprint,
        CASE
            WHEN printed_rows.measure = 'companies' AND printed_rows.period_start IS NOT NULL
                THEN min(printed_rows.period_end) OVER (
                    PARTITION BY
                        printed_rows.subject, printed_rows.what, printed_rows.value, printed_rows.period_start
                )
            ELSE printed_rows.period_end
        END AS earliest_end
    FROM printed_rows
    INNER JOIN sources ON printed_rows.source_id = sources.source_id
    WHERE
        $as_of IS NULL
        OR sources.published_on <= $as_of
        OR (sources.published_on IS NULL AND printed_rows.period_end <= $as_of)
)

SELECT
    row_id,
    subject,
    measure,
    what,
    concat_ws(
        '|', subject, what,
        CASE
            WHEN subject = 'funding_rounds' THEN 'deal'
            ELSE concat(
                coalesce(CAST(period_start AS VARCHAR), ''), '..', coalesce(CAST(earliest_end AS VARCHAR), ''),
                '|', coalesce(provider, '')
            )
        END
    ) AS figure_id,
    provider,
    period_start,
    earliest_end AS period_end,
    CAST(value AS DOUBLE) AS value,
    CASE qualifier
        WHEN 'at_least' THEN value
        WHEN 'about' THEN value - rounding
        ELSE value - coalesce(rounding, 0) / 2
    END AS value_low,
    CASE qualifier
        WHEN 'as_printed' THEN value_to + coalesce(rounding, 0) / 2
        ELSE value_to + rounding
    END AS value_high,
    is_misprint,
    coalesce(period_end > earliest_end, FALSE) AS is_reprint,
    is_forecast,
    is_preliminary,
    is_standardised,
    FALSE AS is_derived,
    fiscal_label,
    growth_printed,
    reported_as,
    source_id,
    [
        CAST(is_misprint AS DOUBLE),
        CAST(coalesce(period_end > earliest_end, FALSE) AS DOUBLE),
        CAST(is_forecast AS DOUBLE),
        CAST(is_preliminary AS DOUBLE),
        CAST(is_standardised AS DOUBLE),
        0.0,
        CASE kind
            WHEN 'filing' THEN 1 WHEN 'exchange' THEN 2 WHEN 'government' THEN 3 WHEN 'company' THEN 4
            WHEN 'database' THEN 5 WHEN 'analyst' THEN 6 WHEN 'news' THEN 7 ELSE 8
        END,
        -coalesce(date_diff('day', DATE '1970-01-01', published_on), 0),
        coalesce(rounding, 0)
    ] AS preference
FROM known
