-- question: Which yearly figures can be seen before and after a happening, by series and line?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   series           VARCHAR    registrations or deregistrations with the definition, a metric of the statements, funding with the definition, or a market indicator
--   line             VARCHAR    what may be compared with itself: one provider or company, definition, place, currency and basis
--   company_id       VARCHAR    company; NULL = not of one company
--   geo              VARCHAR    place of a market
--   segment          VARCHAR    kind of product of a market
--   provider         VARCHAR    who counted or estimated; NULL = not named
--   is_one_provider  BOOLEAN    all figures of the line are of one provider; FALSE where nobody is named
--   unit             VARCHAR    companies, CNY, USD, HKD, EUR, units or fraction
--   year             INTEGER    calendar year that holds most of the period's days
--   period_start     DATE       first day
--   period_end       DATE       last day
--   value            DOUBLE     base unit of unit
--   value_low        DOUBLE     lower bound of what was printed
--   value_high       DOUBLE     upper bound; NULL = open
--   is_partial       BOOLEAN    the period ends before the year does
--   is_forecast      BOOLEAN    said before the period had ended
--   is_preliminary   BOOLEAN    printed ahead of the final statement
--   is_standardised  BOOLEAN    a database's own arrangement
--   row_ids          VARCHAR[]  rows behind it
--   source_ids       VARCHAR[]  their sources
--   place            BIGINT     place of the line in its series: named providers first, then most full years, then the largest newest figure; Chinese makers of GPUs and NPUs before other companies
-- notes:
--   Of a provider's periods from 1 January the longest stands for the year. Trade in circuits and their production are official statistics:
--   figures without a name and those under the name of the customs are one line. Lines of a single figure are left out.
WITH market_years AS (
    SELECT
        figures.*,
        split_part(what, '|', 1) AS indicator, split_part(what, '|', 2) AS geo,
        split_part(what, '|', 3) AS segment, split_part(what, '|', 4) AS unit,
        starts_with(what, 'ic_')
        AND coalesce(provider, 'General Administration of Customs') = 'General Administration of Customs' AS is_official
    FROM figures
    WHERE
        subject = 'market' AND measure = 'value'
        AND period_start = make_date(year(period_end), 1, 1)
),

market_lines AS (
    SELECT
        CASE WHEN is_official THEN 'official statistics' ELSE provider END AS named, *
    FROM market_years
    WHERE
        starts_with(indicator, 'ic_')
        OR (indicator IN ('market_size', 'self_sufficiency') AND segment IN ('ai_chip', 'ic', 'semiconductor'))
    QUALIFY row_number() OVER (
        PARTITION BY what, CASE WHEN is_official THEN 'official statistics' ELSE provider END, year(period_end)
        ORDER BY period_end DESC, is_forecast, provider IS NULL, figure_id
    ) = 1
),

points AS (
    SELECT
        concat_ws('_', subject, scope) AS series, coalesce(provider, 'not named') AS line,
        CAST(NULL AS VARCHAR) AS company_id, CAST(NULL AS VARCHAR) AS geo, CAST(NULL AS VARCHAR) AS segment,
        provider, provider IS NOT NULL AS is_one_provider, 'companies' AS unit,
        year, period_start, period_end, companies AS value, companies_low AS value_low, companies_high AS value_high,
        is_partial, FALSE AS is_forecast, FALSE AS is_preliminary, FALSE AS is_standardised, row_ids, source_ids
    FROM year_counts
    UNION ALL
    SELECT
        metric, concat_ws('|', company_id, currency, is_standardised), company_id, NULL, NULL,
        'company statement', TRUE, currency,
        year, period_start, period_end, value, value_low, value_high,
        FALSE, FALSE, is_preliminary, is_standardised, row_ids, source_ids
    FROM metrics_in_currency
    WHERE
        asked_currency = 'reported' AND frequency = 'year' AND is_shown
        AND metric IN ('revenue', 'net_profit', 'rd_expense')
    UNION ALL
    SELECT
        concat_ws('_', 'funding', scope), concat_ws('|', provider, geo, currency), NULL,
        geo, NULL, provider, provider IS NOT NULL, currency,
        year, period_start, period_end, amount, amount_low, amount_high,
        is_partial, FALSE, FALSE, FALSE, row_ids, source_ids
    FROM totals_in_currency
    WHERE asked_currency = 'reported'
    UNION ALL
    SELECT
        indicator, concat_ws('|', named, geo, segment, unit), NULL, geo, segment, named, named IS NOT NULL, unit,
        CAST(year(period_end) AS INTEGER), period_start, period_end, value, value_low, value_high,
        period_end < make_date(year(period_end), 12, 31), is_forecast, FALSE, FALSE, row_ids, source_ids
    FROM market_lines
),

lines AS (
    SELECT
        series,
        line,
        count(*) FILTER (NOT is_partial AND NOT is_forecast) AS full_years,
        arg_max(value, year) AS newest
    FROM points
    GROUP BY series, line
    HAVING count(*) > 1
)

SELECT
    points.*,
    dense_rank() OVER (
        PARTITION BY points.series
        ORDER BY
            NOT points.is_one_provider, companies.country <> 'CN', companies.segment NOT IN ('gpu', 'npu'),
            lines.full_years DESC, lines.newest DESC, points.line
    ) AS place
FROM points
INNER JOIN lines ON points.series = lines.series AND points.line = lines.line
LEFT JOIN companies ON points.company_id = companies.company_id
