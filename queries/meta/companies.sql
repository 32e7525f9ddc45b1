-- question: Which companies are there, by name, and which of them have statements or funding rounds?
-- params:
-- columns:
--   company_id      VARCHAR  company
--   name_zh         VARCHAR  Chinese name; NULL = unknown
--   name_en         VARCHAR  English name
--   ticker          VARCHAR  code on its exchange; NULL = not listed or unknown
--   country         VARCHAR  ISO country code
--   has_financials  BOOLEAN  the tables hold statements of it
--   has_funding     BOOLEAN  the tables hold funding rounds of it
WITH reporting AS (
    SELECT DISTINCT company_id
    FROM financials
),

funded AS (
    SELECT DISTINCT company_id
    FROM funding_rounds
)

SELECT
    companies.company_id,
    companies.name_zh,
    companies.name_en,
    companies.ticker,
    companies.country,
    reporting.company_id IS NOT NULL AS has_financials,
    funded.company_id IS NOT NULL AS has_funding
FROM companies
LEFT JOIN reporting ON companies.company_id = reporting.company_id
LEFT JOIN funded ON companies.company_id = funded.company_id
ORDER BY companies.country <> 'CN', companies.company_id
