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
WITH printed AS (
    SELECT
        row_id, 'registrations' AS subject, 'companies' AS measure,
        concat_ws('|', scope, geo_level, geo, dimension, dimension_value) AS what,
        provider, period_start, period_end, companies AS value, companies AS value_to, rounding, qualifier,
        FALSE AS is_forecast, FALSE AS is_preliminary, FALSE AS is_standardised, NULL AS fiscal_label, yoy_reported AS growth_printed,
        reported_as, remark, source_id
    FROM registrations
    UNION ALL
    SELECT
        row_id, 'deregistrations', 'companies', concat_ws('|', scope, geo_level, geo, dimension, dimension_value),
        provider, period_start, period_end, companies, companies, rounding, qualifier,
        FALSE, FALSE, FALSE, NULL, yoy_reported, reported_as, remark, source_id
    FROM deregistrations
    UNION ALL
    SELECT
        row_id, 'company_stock', 'companies', concat_ws('|', scope, geo_level, geo, dimension, dimension_value),
        provider, as_of, as_of, companies, companies, rounding, qualifier,
        FALSE, FALSE, FALSE, NULL, NULL, reported_as, remark, source_id
    FROM company_stock
    UNION ALL
    SELECT
        row_id, 'financials', 'value',
        concat_ws('|', company_id, CASE WHEN metric IN ('net_profit_attributable', 'net_income') THEN 'net_profit' ELSE metric END, currency),
        NULL, period_start, period_end, value, value, rounding, qualifier,
        FALSE, audited = 'preliminary', basis = 'standardised', fiscal_label, yoy_reported, reported_as, remark, source_id
    FROM financials
    UNION ALL
    SELECT
        row_id, 'funding_totals', 'amount', concat_ws('|', scope, geo, currency),
        provider, period_start, period_end, amount, amount, rounding, qualifier,
        FALSE, FALSE, FALSE, NULL, NULL, reported_as, remark, source_id
    FROM funding_totals
    WHERE amount IS NOT NULL
    UNION ALL
    SELECT
        row_id, 'funding_totals', 'deals', concat_ws('|', scope, geo, 'deals'),
        provider, period_start, period_end, deals, deals, 1, 'as_printed',
        FALSE, FALSE, FALSE, NULL, NULL, reported_as, remark, source_id
    FROM funding_totals
    WHERE deals IS NOT NULL
    UNION ALL
    SELECT
        row_id, 'funding_rounds', 'amount', concat_ws('|', deal_id, covers, proceeds, currency),
        NULL, announced_on, announced_on, amount_low, amount_high, rounding,
        CASE amount_is WHEN 'at_least' THEN 'at_least' WHEN 'approximate' THEN 'about' ELSE qualifier END,
        FALSE, FALSE, FALSE, NULL, NULL, reported_as, remark, source_id
    FROM funding_rounds
    WHERE amount_low IS NOT NULL
    UNION ALL
    SELECT
        row_id, 'funding_rounds', 'valuation', concat_ws('|', deal_id, 'valuation', valuation_currency),
        NULL, announced_on, announced_on, post_money_valuation, post_money_valuation, NULL, qualifier,
        FALSE, FALSE, FALSE, NULL, NULL, reported_as, remark, source_id
    FROM funding_rounds
    WHERE post_money_valuation IS NOT NULL
    UNION ALL
    SELECT
        row_id, 'funding_rounds', 'announcement', concat_ws('|', deal_id, 'announcement'),
        NULL, announced_on, announced_on, NULL, NULL, NULL, qualifier,
        FALSE, FALSE, FALSE, NULL, NULL, reported_as, NULL, source_id
    FROM funding_rounds
    UNION ALL
    SELECT
        row_id, 'market', 'value', concat_ws('|', indicator, geo, segment, unit),
        forecaster, period_start, period_end, value_low, value_high, rounding, qualifier,
        is_forecast, FALSE, FALSE, NULL, yoy_reported, reported_as, remark, source_id
    FROM market
),

known AS (
    SELECT
        printed.*,
        sources.kind,
        sources.published_on,
        coalesce(printed.remark LIKE 'misprint%', FALSE) AS is_misprint,
        CASE
            WHEN measure = 'companies' AND period_start IS NOT NULL
                THEN min(period_end) OVER (PARTITION BY subject, what, value, period_start)
            ELSE period_end
        END AS earliest_end
    FROM printed
    INNER JOIN sources ON printed.source_id = sources.source_id
    WHERE
        $as_of IS NULL
        OR sources.published_on <= $as_of
        OR (sources.published_on IS NULL AND printed.period_end <= $as_of)
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
            ELSE concat(coalesce(CAST(period_start AS VARCHAR), ''), '..', coalesce(CAST(earliest_end AS VARCHAR), ''), '|', coalesce(provider, ''))
        END
    ) AS figure_id,
    provider,
    period_start,
    earliest_end AS period_end,
    CAST(value AS DOUBLE) AS value,
    CAST(CASE qualifier WHEN 'at_least' THEN value WHEN 'about' THEN value - rounding ELSE value - coalesce(rounding, 0) / 2 END AS DOUBLE) AS value_low,
    CAST(CASE qualifier WHEN 'at_least' THEN value_to + rounding WHEN 'about' THEN value_to + rounding ELSE value_to + coalesce(rounding, 0) / 2 END AS DOUBLE) AS value_high,
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
