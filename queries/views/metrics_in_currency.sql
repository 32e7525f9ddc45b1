-- question: What is each metric of each company in each period, in the currency asked for, and how did it change?
-- params:
--   as_of  DATE  only rows published on or before this day; NULL = all
-- columns:
--   asked_currency       VARCHAR    reported, CNY or USD: the currency a reader asks for
--   is_shown             BOOLEAN    stands for its period where a source prints it in several currencies: the asked one, else as reported
--   company_id           VARCHAR    company
--   country              VARCHAR    ISO country code of the company
--   metric               VARCHAR    metric of the statements, or ratio
--   frequency            VARCHAR    year, half, nine_months, quarter, date, cumulative
--   year                 INTEGER    calendar year that holds most of the period's days
--   fiscal_label         VARCHAR    fiscal period
--   period_start         DATE       first day
--   period_end           DATE       last day
--   reported_currency    VARCHAR    currency of the print; NULL for ratios and headcounts
--   currency             VARCHAR    currency of value; the reported one where no rate is known
--   rate                 DOUBLE     units of currency per unit of the reported one; NULL = not converted
--   value                DOUBLE     base unit of currency; a fraction for ratios
--   value_low            DOUBLE     lower bound
--   value_high           DOUBLE     upper bound; NULL = open
--   range_low            DOUBLE     least value among the sources
--   range_high           DOUBLE     greatest value among the sources
--   is_disputed          BOOLEAN    sources disagree by more than rounding
--   is_preliminary       BOOLEAN    printed ahead of the final statement
--   is_standardised      BOOLEAN    a database's own arrangement
--   is_derived           BOOLEAN    by subtraction of cumulative periods
--   base                 DOUBLE     base unit of reported_currency; the year before's figure that growth compares with; NULL = none
--   growth               DOUBLE     fraction; over the year before, in the reported currency; NULL = unknown or not meaningful
--   growth_low           DOUBLE     lower bound
--   growth_high          DOUBLE     upper bound
--   growth_printed       DOUBLE     fraction, as a source prints it
--   is_same_source       BOOLEAN    one source prints both figures; NULL = no base
--   row_ids              VARCHAR[]  rows behind the value
--   source_ids           VARCHAR[]  their sources and those of the rate
--   compared_row_ids     VARCHAR[]  rows behind the value and its growth
--   compared_source_ids  VARCHAR[]  their sources and those of the rate
-- notes:
--   Where no rate is known the amount stays in its reported currency.
WITH statements AS (
    SELECT * FROM metrics
    UNION ALL
    SELECT * FROM price_to_sales
),

converted AS (
    SELECT
        asked.currency AS asked_currency,
        statements.*,
        companies.country,
        CASE
            WHEN asked.currency = 'reported' OR fx.rate IS NULL THEN statements.currency ELSE asked.currency
        END AS shown,
        coalesce(fx.rate, 1) AS factor,
        CASE WHEN asked.currency <> 'reported' AND statements.currency <> asked.currency THEN fx.rate END AS rate,
        coalesce(fx.source_ids, []) AS fx_source_ids
    FROM statements
    INNER JOIN companies ON statements.company_id = companies.company_id
    CROSS JOIN (VALUES ('reported'), ('CNY'), ('USD')) AS asked (currency)
    LEFT JOIN fx
        ON statements.currency = fx.from_currency AND asked.currency = fx.to_currency AND statements.year = fx.year
)

SELECT
    converted.asked_currency,
    row_number() OVER (
        PARTITION BY
            converted.asked_currency, converted.company_id, converted.metric, converted.frequency,
            converted.period_start, converted.period_end, converted.shown
        ORDER BY
            converted.currency <> converted.asked_currency, converted.is_standardised, converted.currency,
            converted.row_ids
    ) = 1 AS is_shown,
    converted.company_id,
    converted.country,
    converted.metric,
    converted.frequency,
    converted.year,
    converted.fiscal_label,
    converted.period_start,
    converted.period_end,
    converted.currency AS reported_currency,
    converted.shown AS currency,
    converted.rate,
    converted.value * converted.factor AS value,
    converted.value_low * converted.factor AS value_low,
    converted.value_high * converted.factor AS value_high,
    converted.range_low * converted.factor AS range_low,
    converted.range_high * converted.factor AS range_high,
    converted.is_disputed,
    converted.is_preliminary,
    converted.is_standardised,
    converted.is_derived,
    growths.base,
    growths.growth,
    growths.growth_low,
    growths.growth_high,
    growths.growth_printed,
    growths.is_same_source,
    converted.row_ids,
    list_sort(list_distinct(list_concat(converted.source_ids, converted.fx_source_ids))) AS source_ids,
    list_sort(list_distinct(list_concat(converted.row_ids, coalesce(growths.row_ids, [])))) AS compared_row_ids,
    list_sort(list_distinct(flatten([
        converted.source_ids, converted.fx_source_ids, coalesce(growths.source_ids, [])
    ]))) AS compared_source_ids
FROM converted
LEFT JOIN growths ON converted.figure_id = growths.figure_id
