-- question: What does each row of the tables print, one line for each of its numbers?
-- params:
-- columns:
--   row_id           VARCHAR  the row of the table `subject`
--   subject          VARCHAR  table
--   measure          VARCHAR  which of the row's numbers: companies, amount, deals, valuation, value; announcement and happening have none
--   what             VARCHAR  what is counted or measured, without period and provider
--   provider         VARCHAR  who counted; NULL = not named
--   period_start     DATE     first day; NULL = not stated
--   period_end       DATE     last day as printed
--   value            DOUBLE   base unit; of a printed range the lower end; NULL for an announcement or a happening
--   value_to         DOUBLE   upper end; NULL = open
--   rounding         DOUBLE   size of the last printed digit; NULL = unknown
--   qualifier        VARCHAR  as_printed, about or at_least
--   is_forecast      BOOLEAN  said before the period had ended
--   is_preliminary   BOOLEAN  printed ahead of the final statement
--   is_standardised  BOOLEAN  a database's own arrangement of the statement
--   fiscal_label     VARCHAR  fiscal period as printed; NULL outside financials
--   growth_printed   DOUBLE   change over the year before as printed, a fraction; NULL = none printed
--   reported_as      VARCHAR  the figure as printed; NULL for a happening
--   remark           VARCHAR  what a reader must know; beginning with misprint = evidently wrong
--   source_id        VARCHAR  data/sources.csv
-- notes:
--   Guidance is a subject of its own: a range announced ahead never stands in for a result.
--   Rounding and qualifier of a round speak of its valuation only where no amount is disclosed.
SELECT
    row_id, 'registrations' AS subject, 'companies' AS measure,
    concat_ws('|', scope, geo_level, geo, dimension, dimension_value) AS what,
    provider, period_start, period_end, CAST(companies AS DOUBLE) AS value, CAST(companies AS DOUBLE) AS value_to,
    rounding, qualifier,
    FALSE AS is_forecast, FALSE AS is_preliminary, FALSE AS is_standardised,
    CAST(NULL AS VARCHAR) AS fiscal_label, yoy_reported AS growth_printed, reported_as, remark, source_id
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
    concat_ws(
        '|', company_id,
        CASE WHEN metric IN ('net_profit_attributable', 'net_income') THEN 'net_profit' ELSE metric END,
        currency
    ),
    NULL, period_start, period_end, value, value, rounding, qualifier,
    FALSE, audited = 'preliminary', basis = 'standardised', fiscal_label, yoy_reported, reported_as, remark, source_id
FROM financials
UNION ALL
SELECT
    row_id, 'guidance', 'value',
    concat_ws(
        '|', company_id, CASE WHEN metric = 'net_profit_attributable' THEN 'net_profit' ELSE metric END, currency
    ),
    NULL, period_start, period_end, value_low, value_high, rounding, 'as_printed',
    TRUE, FALSE, FALSE, fiscal_label, NULL, reported_as, NULL, source_id
FROM guidance
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
    NULL, announced_on, announced_on, post_money_valuation, post_money_valuation,
    CASE WHEN amount_low IS NULL THEN rounding END,
    CASE WHEN amount_low IS NULL THEN qualifier ELSE 'as_printed' END,
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
UNION ALL
SELECT
    event_id, 'events', 'happening', event_group, NULL, date,
    CASE date_precision
        WHEN 'year' THEN make_date(year(date), 12, 31) WHEN 'month' THEN last_day(date) ELSE date
    END,
    NULL, NULL, NULL, 'as_printed', FALSE, FALSE, FALSE, NULL, NULL, NULL, NULL, source_id
FROM events
