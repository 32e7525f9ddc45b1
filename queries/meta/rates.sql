-- question: At which rate is an amount of a year converted, and who says so?
-- params:
--   as_of  DATE  only rates known on this day; NULL = all
-- columns:
--   from_currency  VARCHAR    currency of the figure
--   to_currency    VARCHAR    CNY or USD
--   year           INTEGER    calendar year
--   rate           DOUBLE     units of to_currency per unit of from_currency, mean of the year's daily rates
--   is_partial     BOOLEAN    the rates cover a part of the year
--   source_ids     VARCHAR[]  source of the rates
SELECT from_currency, to_currency, year, rate, is_partial, source_ids
FROM fx
WHERE from_currency <> to_currency AND to_currency <> 'reported'
ORDER BY from_currency, to_currency, year
