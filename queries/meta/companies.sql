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
SELECT
    company_id,
    name_zh,
    name_en,
    ticker,
    country,
    company_id IN (SELECT financials.company_id FROM financials) AS has_financials,
    company_id IN (SELECT funding_rounds.company_id FROM funding_rounds) AS has_funding
FROM companies
ORDER BY country <> 'CN', company_id
