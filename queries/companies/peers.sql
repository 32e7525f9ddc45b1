-- question: How does a company stand among the companies of its segment, in the newest year that most of them have reported?
-- params:
--   id        VARCHAR  company
--   currency  VARCHAR  reported, CNY or USD at the year's average rate
--   as_of     DATE     only figures published on or before this day; NULL = all
-- columns:
--   company_id       VARCHAR    company of the same segment, the chosen one included
--   is_chosen        BOOLEAN    the company asked for
--   segment          VARCHAR    main field
--   country          VARCHAR    ISO country code
--   status           VARCHAR    state of the company
--   year             INTEGER    calendar year compared; NULL = no revenue of that year known
--   fiscal_label     VARCHAR    fiscal year
--   period_start     DATE       first day of the fiscal year
--   period_end       DATE       last day of the fiscal year
--   currency         VARCHAR    currency of revenue and net_profit
--   revenue          DOUBLE     base unit of currency
--   growth           DOUBLE     fraction; of revenue over the year before
--   gross_margin     DOUBLE     fraction; of revenue
--   net_margin       DOUBLE     fraction; of revenue
--   rd_intensity     DOUBLE     fraction; of revenue
--   net_profit       DOUBLE     base unit of currency; attributable profit, or net income overseas
--   is_standardised  BOOLEAN    one of the ratios rests on a database's own arrangement
--   row_ids          VARCHAR[]  rows behind the line
--   source_ids       VARCHAR[]  data/sources.csv
-- notes:
--   The newest year is the newest with at least 80 % as many companies of the segment as the year before. Companies without a figure of that year are listed without one.
WITH peers AS (
    SELECT known.company_id, known.segment, known.country, known.status, known.row_source_ids
    FROM directory AS known
    INNER JOIN companies AS chosen ON known.segment = chosen.segment
    WHERE chosen.company_id = $id
),

sample AS (
    SELECT fiscal_years.*
    FROM fiscal_years
    INNER JOIN peers ON fiscal_years.company_id = peers.company_id
    WHERE fiscal_years.asked_currency = coalesce($currency, 'reported')
),

reporting AS (
    SELECT year, count(*) AS companies, lag(count(*)) OVER (ORDER BY year) AS companies_before
    FROM sample
    GROUP BY year
),

newest AS (
    SELECT max(year) AS year
    FROM reporting
    WHERE companies >= 0.8 * coalesce(companies_before, 0)
)

SELECT
    peers.company_id,
    peers.company_id = $id AS is_chosen,
    peers.segment,
    peers.country,
    peers.status,
    sample.year,
    sample.fiscal_label,
    sample.period_start,
    sample.period_end,
    sample.currency,
    sample.revenue,
    sample.growth,
    sample.gross_margin,
    sample.net_margin,
    sample.rd_intensity,
    sample.net_profit,
    coalesce(sample.is_standardised, FALSE) AS is_standardised,
    coalesce(sample.row_ids, []) AS row_ids,
    list_sort(list_distinct(list_concat(peers.row_source_ids, coalesce(sample.source_ids, [])))) AS source_ids
FROM peers
LEFT JOIN sample ON peers.company_id = sample.company_id AND sample.year = (SELECT newest.year FROM newest)
WHERE peers.company_id = $id OR len(peers.row_source_ids) > 0 OR sample.company_id IS NOT NULL
ORDER BY sample.revenue_yuan DESC NULLS LAST, peers.country <> 'CN', peers.company_id
