-- The only schema. Tables stand in an order that satisfies their keys, columns in the order of data/<table>.csv.
-- A comment on a column begins with its unit and a semicolon where it has one. No other semicolon stands in a comment.
-- One rule per CHECK: the build turns each into the list of rows that break it. An empty cell passes a CHECK, NOT NULL forbids it.
-- Bounds such as 1e15 refuse NaN, infinity and slips of unit. events.event_group names an event_id: DuckDB cannot key a table to itself within one INSERT, so a check does.

CREATE TABLE sources (
    source_id     VARCHAR PRIMARY KEY CHECK (regexp_full_match(source_id, '[a-z0-9]+(-[a-z0-9]+)*')),
    title         VARCHAR NOT NULL,
    publisher     VARCHAR NOT NULL,
    url           VARCHAR CHECK (regexp_matches(url, '^https?://')),
    published_on  DATE,
    language      VARCHAR NOT NULL CHECK (regexp_full_match(language, '[a-z]{2}')),
    kind          VARCHAR NOT NULL CHECK (kind IN ('filing', 'exchange', 'government', 'company', 'database', 'analyst', 'news', 'aggregator')),
    CHECK (url IS NOT NULL OR starts_with(source_id, 'own-'))
);
COMMENT ON TABLE sources IS 'Public pages on which every figure rests, and files that were imported. A page may stand here more than once when it was read for different facts or on different days.';
COMMENT ON COLUMN sources.source_id IS 'Name of the source for good, lower-case letters, digits and hyphens. Those of imported files begin with own-, no other does.';
COMMENT ON COLUMN sources.title IS 'What the page is about, in English or as it is headed.';
COMMENT ON COLUMN sources.publisher IS 'Who published the page. In brackets or after via, whom it copies or cites.';
COMMENT ON COLUMN sources.url IS 'Address of the page. Empty = an imported file, which has none.';
COMMENT ON COLUMN sources.published_on IS 'Day of publication, of an imported file the newest day in its rows. Empty = the page bears no date, so it has no place in time and as-of views say so.';
COMMENT ON COLUMN sources.language IS 'Language of the page, two-letter ISO 639-1 code (zh, en, ko, ...).';
COMMENT ON COLUMN sources.kind IS 'Nature of the source, from strongest to weakest: filing (a company''s statutory report, also as a copy), exchange, government, company (press release or investor page), database (arranges others'' statements), analyst, news, aggregator (reposts).';

CREATE TABLE companies (
    company_id              VARCHAR PRIMARY KEY CHECK (regexp_full_match(company_id, '[a-z0-9]+(-[a-z0-9]+)*')),
    name_zh                 VARCHAR,
    name_en                 VARCHAR NOT NULL,
    founded_on              DATE,
    founded_precision       VARCHAR CHECK (founded_precision IN ('day', 'month', 'year')),
    hq_city                 VARCHAR,
    country                 VARCHAR NOT NULL CHECK (regexp_full_match(country, '[A-Z]{2}')),
    segment                 VARCHAR NOT NULL CHECK (segment IN ('gpu', 'npu', 'cpu', 'fpga', 'edge', 'automotive', 'in-memory', 'photonic', 'ip', 'foundry', 'other')),
    status                  VARCHAR NOT NULL CHECK (status IN ('active', 'ipo_filed', 'listed', 'acquired', 'closed', 'unknown')),
    status_since            DATE,
    status_since_precision  VARCHAR CHECK (status_since_precision IN ('day', 'month', 'year')),
    ticker                  VARCHAR,
    exchange                VARCHAR CHECK (exchange IN ('SSE', 'SSE-STAR', 'SZSE', 'SZSE-CHINEXT', 'HKEX', 'NASDAQ')),
    listed_on               DATE,
    listed_precision        VARCHAR CHECK (listed_precision IN ('day', 'month', 'year')),
    parent                  VARCHAR,
    website                 VARCHAR CHECK (regexp_matches(website, '^https?://')),
    source_id               VARCHAR NOT NULL REFERENCES sources,
    CHECK ((founded_on IS NULL) = (founded_precision IS NULL)),
    CHECK (founded_precision <> 'month' OR day(founded_on) = 1),
    CHECK (founded_precision <> 'year' OR dayofyear(founded_on) = 1),
    CHECK ((status_since IS NULL) = (status_since_precision IS NULL)),
    CHECK (status_since_precision <> 'month' OR day(status_since) = 1),
    CHECK (status_since_precision <> 'year' OR dayofyear(status_since) = 1),
    CHECK ((listed_on IS NULL) = (listed_precision IS NULL)),
    CHECK (listed_precision <> 'month' OR day(listed_on) = 1),
    CHECK (listed_precision <> 'year' OR dayofyear(listed_on) = 1),
    CHECK (founded_on <= listed_on)
);
COMMENT ON TABLE companies IS 'Directory of AI-chip companies and their peers, some of which no other table names. It tells the state last found, see company_sources for single cells.';
COMMENT ON COLUMN companies.company_id IS 'Name of the company in all tables, lower-case letters, digits and hyphens, never changed.';
COMMENT ON COLUMN companies.name_zh IS 'Chinese short name. Empty = none in use, mostly overseas companies.';
COMMENT ON COLUMN companies.name_en IS 'English name, or the transcription where the company has none.';
COMMENT ON COLUMN companies.founded_on IS 'Day of founding, to be read with founded_precision. Empty = unknown.';
COMMENT ON COLUMN companies.founded_precision IS 'How exactly founded_on is known: day, month (the date is its first day) or year (January 1).';
COMMENT ON COLUMN companies.hq_city IS 'City of the head office, English spelling. Empty = unknown.';
COMMENT ON COLUMN companies.country IS 'Country of the head office, two-letter ISO 3166 code.';
COMMENT ON COLUMN companies.segment IS 'Main field: gpu, npu (AI accelerators), cpu, fpga, edge (AI at the edge), automotive, in-memory (computing in memory), photonic, ip (designs for licence), foundry or other. One per company, so it simplifies.';
COMMENT ON COLUMN companies.status IS 'State of the company: active (private), ipo_filed, listed, acquired, closed, or unknown where no page said. A listed company without listed_on has been listed for longer than the sources tell.';
COMMENT ON COLUMN companies.status_since IS 'Day on which the status began, to be read with status_since_precision. Empty = unknown.';
COMMENT ON COLUMN companies.status_since_precision IS 'How exactly status_since is known: day, month (the date is its first day) or year (January 1).';
COMMENT ON COLUMN companies.ticker IS 'Stock symbol with its market suffix for China (688256.SH, 09660.HK), plain for the United States. Empty = not listed or not found.';
COMMENT ON COLUMN companies.exchange IS 'Exchange: SSE and SSE-STAR (Shanghai main board and STAR Market), SZSE and SZSE-CHINEXT (Shenzhen), HKEX, NASDAQ. With status ipo_filed it is the one applied to.';
COMMENT ON COLUMN companies.listed_on IS 'First day of trading, to be read with listed_precision. Empty = not listed or not found.';
COMMENT ON COLUMN companies.listed_precision IS 'How exactly listed_on is known: day, month (the date is its first day) or year (January 1).';
COMMENT ON COLUMN companies.parent IS 'Owner of a company that belongs to a group, as text, because the owner need not be in this table.';
COMMENT ON COLUMN companies.website IS 'Address of the company''s own site. Empty = not found.';
COMMENT ON COLUMN companies.source_id IS 'Source of the row as a whole. Single cells may rest on others, see company_sources.';

CREATE TABLE company_sources (
    company_id  VARCHAR NOT NULL REFERENCES companies,
    field       VARCHAR NOT NULL CHECK (field IN ('name_zh', 'name_en', 'founded_on', 'hq_city', 'country', 'segment', 'status', 'status_since', 'ticker', 'exchange', 'listed_on', 'parent', 'website')),
    value       VARCHAR NOT NULL,
    source_id   VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (company_id, field, value, source_id)
);
COMMENT ON TABLE company_sources IS 'Sources of single cells of companies. Several rows for one cell are several sources, which may tell it with different precision.';
COMMENT ON COLUMN company_sources.company_id IS 'Company whose cell is meant, a row of companies.';
COMMENT ON COLUMN company_sources.field IS 'Column of companies that the value belongs to.';
COMMENT ON COLUMN company_sources.value IS 'Value as this source gives it. Dates keep the source''s precision (2019, 2019-09 or 2019-09-12), so compare them by prefix.';
COMMENT ON COLUMN company_sources.source_id IS 'Source that gives the value.';

CREATE TABLE aliases (
    row_id     VARCHAR PRIMARY KEY CHECK (regexp_full_match(row_id, 'als-[0-9a-f]{8}')),
    kind       VARCHAR NOT NULL CHECK (kind IN ('company', 'investor')),
    entity_id  VARCHAR NOT NULL CHECK (regexp_full_match(entity_id, '[a-z0-9]+(-[a-z0-9]+)*')),
    alias      VARCHAR NOT NULL,
    language   VARCHAR NOT NULL CHECK (language IN ('zh', 'en')),
    is_name    BOOLEAN NOT NULL,
    source_id  VARCHAR NOT NULL REFERENCES sources,
    CHECK (trim(alias) = alias AND NOT contains(alias, ';'))
);
COMMENT ON TABLE aliases IS 'Spellings under which sources name one company or one investor. A spelling without a row here stands for itself. Only what is certainly the same is joined: a fund and its parent stay apart.';
COMMENT ON COLUMN aliases.row_id IS 'Name of the row for good, als- and 8 hexadecimal digits, never reused and never changed, so that corrections and citations find it.';
COMMENT ON COLUMN aliases.kind IS 'company (a row of companies) or investor (a firm, fund or authority in funding_rounds.lead_investors or investors).';
COMMENT ON COLUMN aliases.entity_id IS 'Whom the spelling means: a company_id of companies, or the investor''s name for good, lower-case letters, digits and hyphens.';
COMMENT ON COLUMN aliases.alias IS 'The spelling, letter for letter. Two that differ in a capital or a space are two spellings.';
COMMENT ON COLUMN aliases.language IS 'Language of the spelling: zh (in Chinese characters) or en (in Latin letters).';
COMMENT ON COLUMN aliases.is_name IS 'Whether this is the spelling to show in its language, at most one per kind, entity and language. Companies are shown as companies names them, so theirs are false.';
COMMENT ON COLUMN aliases.source_id IS 'A source that spells it so, a row of sources.';

CREATE TABLE registrations (
    row_id           VARCHAR PRIMARY KEY CHECK (regexp_full_match(row_id, 'reg-[0-9a-f]{8}')),
    scope            VARCHAR NOT NULL CHECK (scope IN ('ai_chip', 'chip', 'ic_design', 'integrated_circuit', 'semiconductor', 'automotive_chip', 'artificial_intelligence', 'other')),
    geo_level        VARCHAR NOT NULL CHECK (geo_level IN ('country', 'province', 'city')),
    geo              VARCHAR NOT NULL,
    dimension        VARCHAR,
    dimension_value  VARCHAR,
    period_start     DATE    NOT NULL,
    period_end       DATE    NOT NULL,
    companies        BIGINT  NOT NULL CHECK (companies >= 0),
    yoy_reported     DOUBLE  CHECK (yoy_reported BETWEEN -1 AND 1000),
    provider         VARCHAR,
    reported_as      VARCHAR NOT NULL,
    rounding         DOUBLE  NOT NULL CHECK (rounding > 0 AND rounding < 1e15),
    qualifier        VARCHAR NOT NULL CHECK (qualifier IN ('as_printed', 'about', 'at_least')),
    remark           VARCHAR,
    source_id        VARCHAR NOT NULL REFERENCES sources,
    CHECK (geo_level <> 'country' OR regexp_full_match(geo, '[A-Z]{2}')),
    CHECK ((dimension IS NULL) = (dimension_value IS NULL)),
    CHECK (period_start <= period_end)
);
COMMENT ON TABLE registrations IS 'Companies newly registered in a period. Several rows for one period are several sources or later publications of one origin, not independent counts.';
COMMENT ON COLUMN registrations.row_id IS 'Name of the row for good, reg- and 8 hexadecimal digits, never reused and never changed, so that corrections and citations find it.';
COMMENT ON COLUMN registrations.scope IS 'Industry definition: ai_chip, chip, ic_design, integrated_circuit, semiconductor, automotive_chip, artificial_intelligence or other (then dimension_value says what). Each provider draws the line itself, so counts of two providers are not comparable, and artificial_intelligence mixes keyword counts (millions) with core-industry counts (thousands).';
COMMENT ON COLUMN registrations.geo_level IS 'Kind of place in geo: country, province or city. 北京 and 上海 occur both as province and as city, so read geo only together with this column.';
COMMENT ON COLUMN registrations.geo IS 'Place counted: a two-letter ISO code for a country, the Chinese short name for a province or city.';
COMMENT ON COLUMN registrations.dimension IS 'What the count is limited to, for example exit_kind, age_years, employees_ic_design, founding_year, segment or topic. Empty = no further limit.';
COMMENT ON COLUMN registrations.dimension_value IS 'Value of dimension, for example cancelled_or_revoked, >1000 or gpu. A value such as >1000 contains others such as >100, so values of one dimension do not always add up.';
COMMENT ON COLUMN registrations.period_start IS 'First day of the period, which includes it.';
COMMENT ON COLUMN registrations.period_end IS 'Last day of the period, which includes it. A year counted only to December 11 ends on that day and is partial.';
COMMENT ON COLUMN registrations.companies IS 'companies; companies registered within the period.';
COMMENT ON COLUMN registrations.yoy_reported IS 'fraction; growth over the same period one year before as the source prints it (0.226 = 22.6 %). Empty = none printed. It may contradict the counts of other rows.';
COMMENT ON COLUMN registrations.provider IS 'Who counted, as named by the page (企查查 = Qichacha, 天眼查 = Tianyancha, ...). Empty = the page does not say.';
COMMENT ON COLUMN registrations.reported_as IS 'The figure exactly as printed, with its own unit and in its own language.';
COMMENT ON COLUMN registrations.rounding IS 'companies; size of the last printed digit (1.09万 = 100). A plain figure is true within half of it, one said to be about within one, at_least up to one above.';
COMMENT ON COLUMN registrations.qualifier IS 'How firmly the page says it: as_printed = plain figure, about = 约 or around, at_least = a printed lower bound (余, 多, over), the true figure is higher.';
COMMENT ON COLUMN registrations.remark IS 'What a reader must know about this row. Beginning with misprint = printed so but evidently wrong, kept for the record and never preferred.';
COMMENT ON COLUMN registrations.source_id IS 'Source on which the row rests, a row of sources.';

CREATE TABLE deregistrations (
    row_id           VARCHAR PRIMARY KEY CHECK (regexp_full_match(row_id, 'der-[0-9a-f]{8}')),
    scope            VARCHAR NOT NULL CHECK (scope IN ('ai_chip', 'chip', 'ic_design', 'integrated_circuit', 'semiconductor', 'automotive_chip', 'artificial_intelligence', 'other')),
    geo_level        VARCHAR NOT NULL CHECK (geo_level IN ('country', 'province', 'city')),
    geo              VARCHAR NOT NULL,
    dimension        VARCHAR,
    dimension_value  VARCHAR,
    period_start     DATE,
    period_end       DATE    NOT NULL,
    companies        BIGINT  NOT NULL CHECK (companies >= 0),
    yoy_reported     DOUBLE  CHECK (yoy_reported BETWEEN -1 AND 1000),
    provider         VARCHAR,
    reported_as      VARCHAR NOT NULL,
    rounding         DOUBLE  NOT NULL CHECK (rounding > 0 AND rounding < 1e15),
    qualifier        VARCHAR NOT NULL CHECK (qualifier IN ('as_printed', 'about', 'at_least')),
    remark           VARCHAR,
    source_id        VARCHAR NOT NULL REFERENCES sources,
    CHECK (geo_level <> 'country' OR regexp_full_match(geo, '[A-Z]{2}')),
    CHECK ((dimension IS NULL) = (dimension_value IS NULL)),
    CHECK (period_start <= period_end)
);
COMMENT ON TABLE deregistrations IS 'Companies cancelled or revoked in a period. The 10,900 of 2023 were counted to December 11-15 and 14,648 of 2024 to December 5: rows that print them for the whole year are reprints, the earliest end holds.';
COMMENT ON COLUMN deregistrations.row_id IS 'Name of the row for good, der- and 8 hexadecimal digits, never reused and never changed, so that corrections and citations find it.';
COMMENT ON COLUMN deregistrations.scope IS 'Industry definition: ai_chip, chip, ic_design, integrated_circuit, semiconductor, automotive_chip, artificial_intelligence or other (then dimension_value says what). Each provider draws the line itself, so counts of two providers are not comparable, and artificial_intelligence mixes keyword counts (millions) with core-industry counts (thousands).';
COMMENT ON COLUMN deregistrations.geo_level IS 'Kind of place in geo: country, province or city. 北京 and 上海 occur both as province and as city, so read geo only together with this column.';
COMMENT ON COLUMN deregistrations.geo IS 'Place counted: a two-letter ISO code for a country, the Chinese short name for a province or city.';
COMMENT ON COLUMN deregistrations.dimension IS 'What the count is limited to, for example exit_kind, age_years, employees_ic_design, founding_year, segment or topic. Empty = no further limit.';
COMMENT ON COLUMN deregistrations.dimension_value IS 'Value of dimension, for example cancelled_or_revoked, >1000 or gpu. A value such as >1000 contains others such as >100, so values of one dimension do not always add up.';
COMMENT ON COLUMN deregistrations.period_start IS 'First day of the period, which includes it. Empty = the page names only the end (everything gone up to it).';
COMMENT ON COLUMN deregistrations.period_end IS 'Last day of the period, which includes it. A year counted only to December 11 ends on that day and is partial.';
COMMENT ON COLUMN deregistrations.companies IS 'companies; companies cancelled or revoked within the period, with dimension limited to some of them.';
COMMENT ON COLUMN deregistrations.yoy_reported IS 'fraction; growth over the same period one year before as the source prints it (0.226 = 22.6 %). Empty = none printed. It may contradict the counts of other rows.';
COMMENT ON COLUMN deregistrations.provider IS 'Who counted, as named by the page (企查查 = Qichacha, 天眼查 = Tianyancha, ...). Empty = the page does not say.';
COMMENT ON COLUMN deregistrations.reported_as IS 'The figure exactly as printed, with its own unit and in its own language.';
COMMENT ON COLUMN deregistrations.rounding IS 'companies; size of the last printed digit (1.09万 = 100). A plain figure is true within half of it, one said to be about within one, at_least up to one above.';
COMMENT ON COLUMN deregistrations.qualifier IS 'How firmly the page says it: as_printed = plain figure, about = 约 or around, at_least = a printed lower bound (余, 多, over), the true figure is higher.';
COMMENT ON COLUMN deregistrations.remark IS 'What a reader must know about this row. Beginning with misprint = printed so but evidently wrong, kept for the record and never preferred.';
COMMENT ON COLUMN deregistrations.source_id IS 'Source on which the row rests, a row of sources.';

CREATE TABLE company_stock (
    row_id           VARCHAR PRIMARY KEY CHECK (regexp_full_match(row_id, 'stk-[0-9a-f]{8}')),
    scope            VARCHAR NOT NULL CHECK (scope IN ('ai_chip', 'chip', 'ic_design', 'integrated_circuit', 'semiconductor', 'automotive_chip', 'artificial_intelligence', 'other')),
    geo_level        VARCHAR NOT NULL CHECK (geo_level IN ('country', 'province', 'city')),
    geo              VARCHAR NOT NULL,
    dimension        VARCHAR,
    dimension_value  VARCHAR,
    as_of            DATE,
    companies        BIGINT  NOT NULL CHECK (companies >= 0),
    provider         VARCHAR,
    reported_as      VARCHAR NOT NULL,
    rounding         DOUBLE  NOT NULL CHECK (rounding > 0 AND rounding < 1e15),
    qualifier        VARCHAR NOT NULL CHECK (qualifier IN ('as_printed', 'about', 'at_least')),
    remark           VARCHAR,
    source_id        VARCHAR NOT NULL REFERENCES sources,
    CHECK (geo_level <> 'country' OR regexp_full_match(geo, '[A-Z]{2}')),
    CHECK ((dimension IS NULL) = (dimension_value IS NULL))
);
COMMENT ON TABLE company_stock IS 'Companies in existence on a day, also by province and city.';
COMMENT ON COLUMN company_stock.row_id IS 'Name of the row for good, stk- and 8 hexadecimal digits, never reused and never changed, so that corrections and citations find it.';
COMMENT ON COLUMN company_stock.scope IS 'Industry definition: ai_chip, chip, ic_design, integrated_circuit, semiconductor, automotive_chip, artificial_intelligence or other (then dimension_value says what). Each provider draws the line itself, so counts of two providers are not comparable, and artificial_intelligence mixes keyword counts (millions) with core-industry counts (thousands).';
COMMENT ON COLUMN company_stock.geo_level IS 'Kind of place in geo: country, province or city. 北京 and 上海 occur both as province and as city, so read geo only together with this column.';
COMMENT ON COLUMN company_stock.geo IS 'Place counted: a two-letter ISO code for a country, the Chinese short name for a province or city.';
COMMENT ON COLUMN company_stock.dimension IS 'What the count is limited to, for example exit_kind, age_years, employees_ic_design, founding_year, segment or topic. Empty = no further limit.';
COMMENT ON COLUMN company_stock.dimension_value IS 'Value of dimension, for example cancelled_or_revoked, >1000 or gpu. A value such as >1000 contains others such as >100, so values of one dimension do not always add up.';
COMMENT ON COLUMN company_stock.as_of IS 'Day on which the companies existed. Empty = the page does not say.';
COMMENT ON COLUMN company_stock.companies IS 'companies; companies in existence on the day, with dimension limited to some of them.';
COMMENT ON COLUMN company_stock.provider IS 'Who counted, as named by the page (企查查 = Qichacha, 天眼查 = Tianyancha, ...). Empty = the page does not say.';
COMMENT ON COLUMN company_stock.reported_as IS 'The figure exactly as printed, with its own unit and in its own language.';
COMMENT ON COLUMN company_stock.rounding IS 'companies; size of the last printed digit (1.09万 = 100). A plain figure is true within half of it, one said to be about within one, at_least up to one above.';
COMMENT ON COLUMN company_stock.qualifier IS 'How firmly the page says it: as_printed = plain figure, about = 约 or around, at_least = a printed lower bound (余, 多, over), the true figure is higher.';
COMMENT ON COLUMN company_stock.remark IS 'What a reader must know about this row. Beginning with misprint = printed so but evidently wrong, kept for the record and never preferred.';
COMMENT ON COLUMN company_stock.source_id IS 'Source on which the row rests, a row of sources.';

CREATE TABLE financials (
    row_id        VARCHAR PRIMARY KEY CHECK (regexp_full_match(row_id, 'fin-([0-9a-f]{8}){1,2}')),
    company_id    VARCHAR NOT NULL REFERENCES companies,
    metric        VARCHAR NOT NULL CHECK (metric IN ('revenue', 'cost_of_revenue', 'gross_profit', 'operating_income', 'rd_expense', 'net_profit_attributable', 'net_profit_excl_nonrecurring', 'net_profit_adjusted', 'net_income', 'cash', 'total_assets', 'employees', 'rd_employees', 'market_cap', 'share_price', 'segment_revenue_datacenter', 'segment_revenue_ai', 'segment_revenue_semiconductor', 'chip_revenue_run_rate')),
    period_start  DATE    NOT NULL,
    period_end    DATE    NOT NULL,
    fiscal_label  VARCHAR NOT NULL CHECK (regexp_full_match(fiscal_label, 'FY[0-9]{4}|H[12]-[0-9]{4}|9M-[0-9]{4}|Q[1-4]-(FY)?[0-9]{4}|CUM|DATE')),
    value         DOUBLE  NOT NULL CHECK (value BETWEEN -1e15 AND 1e15),
    currency      VARCHAR CHECK (currency IN ('CNY', 'USD', 'HKD', 'EUR')),
    yoy_reported  DOUBLE  CHECK (yoy_reported BETWEEN -1000 AND 1000),
    basis         VARCHAR NOT NULL CHECK (basis IN ('as_reported', 'standardised')),
    audited       VARCHAR NOT NULL CHECK (audited IN ('yes', 'no', 'preliminary', 'unknown')),
    reported_as   VARCHAR NOT NULL,
    rounding      DOUBLE  NOT NULL CHECK (rounding > 0 AND rounding < 1e15),
    qualifier     VARCHAR NOT NULL CHECK (qualifier IN ('as_printed', 'about', 'at_least')),
    remark        VARCHAR,
    source_id     VARCHAR NOT NULL REFERENCES sources,
    CHECK (period_start <= period_end),
    CHECK ((fiscal_label = 'DATE') = (period_start = period_end)),
    CHECK ((metric IN ('employees', 'rd_employees')) = (currency IS NULL)),
    CHECK (value >= 0 OR metric IN ('gross_profit', 'operating_income', 'net_profit_attributable', 'net_profit_excl_nonrecurring', 'net_profit_adjusted', 'net_income'))
);
COMMENT ON TABLE financials IS 'Company x metric x period, one row per source. A figure with several rows was told by several sources or told again later (preliminary, final, restated).';
COMMENT ON COLUMN financials.row_id IS 'Name of the row for good, fin- and 8 hexadecimal digits, never reused and never changed, so that corrections and citations find it.';
COMMENT ON COLUMN financials.company_id IS 'Company concerned, a row of companies.';
COMMENT ON COLUMN financials.metric IS 'What is measured. net_profit_attributable (Chinese statements) and net_income (overseas) are one measure, net_profit_excl_nonrecurring = 扣非净利润, net_profit_adjusted = the company''s own non-GAAP figure, segment_revenue_* = part of revenue, chip_revenue_run_rate = annualised claim of the company. cash, total_assets, employees, rd_employees, market_cap and share_price hold on period_end.';
COMMENT ON COLUMN financials.period_start IS 'First day of the period, which includes it. H1 and 9M run from the start of the year, figures of a single day have both dates equal.';
COMMENT ON COLUMN financials.period_end IS 'Last day of the period, which includes it. Fiscal years overseas end on days of their own.';
COMMENT ON COLUMN financials.fiscal_label IS 'The company''s own name of the period: FY2024, H1-2024, 9M-2024 (cumulative), Q1-2024 (calendar), Q1-FY2024 (fiscal quarter), CUM = several years together, DATE = one day. FY2024 of two companies may cover different months.';
COMMENT ON COLUMN financials.value IS 'CNY, USD, HKD or EUR as in currency, persons for employees and rd_employees; the figure in base units, losses negative. share_price is per share.';
COMMENT ON COLUMN financials.currency IS 'Currency of value: CNY, USD, HKD or EUR, as the source prints it, never converted. Empty = value counts persons. One company may occur in several currencies.';
COMMENT ON COLUMN financials.yoy_reported IS 'fraction; growth over the same period one year before as the source prints it (0.226 = 22.6 %). Empty = none printed. It may contradict the values of other rows.';
COMMENT ON COLUMN financials.basis IS 'as_reported = the company''s own statement, standardised = a database''s arrangement of it, whose gross profit, cost, operating income and R&D may differ much from the filing. Never mix the two in one series unseen.';
COMMENT ON COLUMN financials.audited IS 'yes = the source is the audited filing itself, no = unaudited, preliminary = announced before the report, unknown = not seen.';
COMMENT ON COLUMN financials.reported_as IS 'The figure exactly as printed, with its own unit and in its own language.';
COMMENT ON COLUMN financials.rounding IS 'same as value; size of the last printed digit (1.09万 = 100). A plain figure is true within half of it, one said to be about within one, at_least up to one above.';
COMMENT ON COLUMN financials.qualifier IS 'How firmly the page says it: as_printed = plain figure, about = 约 or around, at_least = a printed lower bound (余, 多, over), the true figure is higher.';
COMMENT ON COLUMN financials.remark IS 'What a reader must know about this row. Beginning with misprint = printed so but evidently wrong, kept for the record and never preferred.';
COMMENT ON COLUMN financials.source_id IS 'Source on which the row rests, a row of sources.';

CREATE TABLE guidance (
    row_id        VARCHAR PRIMARY KEY CHECK (regexp_full_match(row_id, 'gui-[0-9a-f]{8}')),
    company_id    VARCHAR NOT NULL REFERENCES companies,
    metric        VARCHAR NOT NULL CHECK (metric IN ('revenue', 'net_profit_attributable', 'net_profit_excl_nonrecurring')),
    period_start  DATE    NOT NULL,
    period_end    DATE    NOT NULL,
    fiscal_label  VARCHAR NOT NULL CHECK (regexp_full_match(fiscal_label, 'FY[0-9]{4}|H[12]-[0-9]{4}|9M-[0-9]{4}|Q[1-4]-(FY)?[0-9]{4}|CUM|DATE')),
    value_low     DOUBLE  NOT NULL CHECK (value_low BETWEEN -1e15 AND 1e15),
    value_high    DOUBLE  NOT NULL CHECK (value_high BETWEEN -1e15 AND 1e15),
    currency      VARCHAR NOT NULL CHECK (currency IN ('CNY', 'USD', 'HKD', 'EUR')),
    yoy_low       DOUBLE  CHECK (yoy_low BETWEEN -1000 AND 1000),
    yoy_high      DOUBLE  CHECK (yoy_high BETWEEN -1000 AND 1000),
    reported_as   VARCHAR NOT NULL,
    rounding      DOUBLE  NOT NULL CHECK (rounding > 0 AND rounding < 1e15),
    source_id     VARCHAR NOT NULL REFERENCES sources,
    CHECK (period_start <= period_end),
    CHECK (value_low <= value_high),
    CHECK (yoy_low <= yoy_high)
);
COMMENT ON TABLE guidance IS 'Ranges that companies announced ahead of their results. They are forecasts and never stand in for a result.';
COMMENT ON COLUMN guidance.row_id IS 'Name of the row for good, gui- and 8 hexadecimal digits, never reused and never changed, so that corrections and citations find it.';
COMMENT ON COLUMN guidance.company_id IS 'Company concerned, a row of companies.';
COMMENT ON COLUMN guidance.metric IS 'What is announced: revenue, net_profit_attributable or net_profit_excl_nonrecurring, as in financials.';
COMMENT ON COLUMN guidance.period_start IS 'First day of the period, which includes it.';
COMMENT ON COLUMN guidance.period_end IS 'Last day of the period, which includes it. A year counted only to December 11 ends on that day and is partial.';
COMMENT ON COLUMN guidance.fiscal_label IS 'The company''s own name of the period, as in financials.';
COMMENT ON COLUMN guidance.value_low IS 'CNY, USD, HKD or EUR as in currency; lower end of the range, for a loss the larger loss (-798 million is below -650 million).';
COMMENT ON COLUMN guidance.value_high IS 'CNY, USD, HKD or EUR as in currency; upper end of the range.';
COMMENT ON COLUMN guidance.currency IS 'Currency of the range. CNY, USD, HKD or EUR, as the source prints it, never converted.';
COMMENT ON COLUMN guidance.yoy_low IS 'fraction; growth over the year before at the lower end as printed. Empty = none printed.';
COMMENT ON COLUMN guidance.yoy_high IS 'fraction; growth over the year before at the upper end as printed. Empty = none printed.';
COMMENT ON COLUMN guidance.reported_as IS 'The figure exactly as printed, with its own unit and in its own language.';
COMMENT ON COLUMN guidance.rounding IS 'same as value_low; size of the last printed digit (1.09万 = 100). A plain figure is true within half of it, one said to be about within one, at_least up to one above.';
COMMENT ON COLUMN guidance.source_id IS 'Source on which the row rests, a row of sources.';

CREATE TABLE funding_rounds (
    row_id                VARCHAR PRIMARY KEY CHECK (regexp_full_match(row_id, 'rnd-([0-9a-f]{8}){1,2}')),
    deal_id               VARCHAR NOT NULL CHECK (regexp_full_match(deal_id, '[a-z0-9]+([+]?-[a-z0-9]+)*')),
    company_id            VARCHAR NOT NULL REFERENCES companies,
    announced_on          DATE,
    announced_precision   VARCHAR CHECK (announced_precision IN ('day', 'month')),
    round                 VARCHAR NOT NULL CHECK (round IN ('seed', 'angel', 'pre-a', 'a', 'a+', 'b', 'b+', 'c', 'd', 'pre-ipo', 'ipo', 'strategic', 'other')),
    amount_low            DOUBLE  CHECK (amount_low BETWEEN 0 AND 1e15),
    amount_high           DOUBLE  CHECK (amount_high BETWEEN 0 AND 1e15),
    currency              VARCHAR CHECK (currency IN ('CNY', 'USD', 'HKD', 'EUR')),
    amount_is             VARCHAR NOT NULL CHECK (amount_is IN ('exact', 'rounded', 'approximate', 'at_least', 'undisclosed')),
    proceeds              VARCHAR CHECK (proceeds IN ('gross', 'net')),
    covers                VARCHAR NOT NULL CHECK (covers IN ('whole_round', 'one_investor', 'several_rounds')),
    lead_investors        VARCHAR,
    investors             VARCHAR,
    post_money_valuation  DOUBLE  CHECK (post_money_valuation BETWEEN 0 AND 1e15),
    valuation_currency    VARCHAR CHECK (valuation_currency IN ('CNY', 'USD', 'HKD', 'EUR')),
    reported_as           VARCHAR NOT NULL,
    rounding              DOUBLE  CHECK (rounding > 0 AND rounding < 1e15),
    qualifier             VARCHAR NOT NULL CHECK (qualifier IN ('as_printed', 'about', 'at_least')),
    remark                VARCHAR,
    source_id             VARCHAR NOT NULL REFERENCES sources,
    CHECK (starts_with(deal_id, company_id || '-')),
    CHECK ((announced_on IS NULL) = (announced_precision IS NULL)),
    CHECK (announced_precision <> 'month' OR announced_on = last_day(announced_on)),
    CHECK (amount_low <= amount_high),
    CHECK ((amount_is = 'undisclosed') = (amount_low IS NULL)),
    CHECK ((amount_is IN ('undisclosed', 'at_least')) = (amount_high IS NULL)),
    CHECK (amount_low IS NULL OR currency IS NOT NULL),
    CHECK (amount_low IS NULL OR rounding IS NOT NULL),
    CHECK ((post_money_valuation IS NULL) = (valuation_currency IS NULL)),
    CHECK (post_money_valuation IS NULL OR rounding IS NOT NULL)
);
COMMENT ON TABLE funding_rounds IS 'Rounds, placements and public offerings, one row per source. Rows with one deal_id tell the same deal (several sources, gross and net, two currencies, valuation): count each deal once.';
COMMENT ON COLUMN funding_rounds.row_id IS 'Name of the row for good, rnd- and 8 hexadecimal digits, never reused and never changed, so that corrections and citations find it.';
COMMENT ON COLUMN funding_rounds.deal_id IS 'The deal that the row tells: company_id, round and month, or undated. Several rows share it.';
COMMENT ON COLUMN funding_rounds.company_id IS 'Company concerned, a row of companies.';
COMMENT ON COLUMN funding_rounds.announced_on IS 'Day of the announcement, to be read with announced_precision. Empty = no page dates it, so it is never placed in time.';
COMMENT ON COLUMN funding_rounds.announced_precision IS 'day, or month = the date is the last day of the month and means the month. Empty = no date.';
COMMENT ON COLUMN funding_rounds.round IS 'Name of the round: seed, angel, pre-a, a, a+, b, b+, c, d, pre-ipo, ipo, strategic (an industrial investor) or other (also placements after the listing).';
COMMENT ON COLUMN funding_rounds.amount_low IS 'CNY, USD, HKD or EUR as in currency; amount raised, or the lower end of what is printed. Empty = undisclosed.';
COMMENT ON COLUMN funding_rounds.amount_high IS 'CNY, USD, HKD or EUR as in currency; upper end, equal to amount_low for a single figure. Empty = undisclosed or open at the top.';
COMMENT ON COLUMN funding_rounds.currency IS 'Currency of the amounts. Without meaning where no amount is disclosed. CNY, USD, HKD or EUR, as the source prints it, never converted.';
COMMENT ON COLUMN funding_rounds.amount_is IS 'exact = printed to the last unit or nearly, rounded = a plain round figure, approximate = said to be about, at_least = open at the top (数亿 = hundreds of millions), undisclosed = no amount.';
COMMENT ON COLUMN funding_rounds.proceeds IS 'gross or net of the costs of the offering. Empty = not said. Never mix the two in one sum.';
COMMENT ON COLUMN funding_rounds.covers IS 'whole_round, one_investor = only the cheque of one, several_rounds = more than this round. Only whole_round adds up.';
COMMENT ON COLUMN funding_rounds.lead_investors IS 'Lead investors as named by the source, separated by semicolons without spaces. Firms and funds only, no private persons.';
COMMENT ON COLUMN funding_rounds.investors IS 'Other investors, written like lead_investors. The same firm may be spelt differently by another source.';
COMMENT ON COLUMN funding_rounds.post_money_valuation IS 'CNY, USD, HKD or EUR as in valuation_currency; worth of the company after the round as printed.';
COMMENT ON COLUMN funding_rounds.valuation_currency IS 'Currency of the valuation, which may differ from that of the amount. CNY, USD, HKD or EUR, as the source prints it, never converted.';
COMMENT ON COLUMN funding_rounds.reported_as IS 'The figure exactly as printed, with its own unit and in its own language. Where the amount is undisclosed it is the valuation, or the word that says so.';
COMMENT ON COLUMN funding_rounds.rounding IS 'same as the figure in reported_as; size of the last printed digit (1.09万 = 100). A plain figure is true within half of it, one said to be about within one, at_least up to one above. Empty only where no figure is printed at all.';
COMMENT ON COLUMN funding_rounds.qualifier IS 'How firmly the page says it: as_printed = plain figure, about = 约 or around, at_least = a printed lower bound (余, 多, over), the true figure is higher.';
COMMENT ON COLUMN funding_rounds.remark IS 'What a reader must know about this row. Beginning with misprint = printed so but evidently wrong, kept for the record and never preferred.';
COMMENT ON COLUMN funding_rounds.source_id IS 'Source on which the row rests, a row of sources.';

CREATE TABLE funding_totals (
    row_id        VARCHAR PRIMARY KEY CHECK (regexp_full_match(row_id, 'tot-[0-9a-f]{8}')),
    scope         VARCHAR NOT NULL CHECK (scope IN ('ai_chip', 'chip', 'ic_design', 'integrated_circuit', 'semiconductor', 'automotive_chip', 'artificial_intelligence', 'other')),
    geo           VARCHAR NOT NULL CHECK (regexp_full_match(geo, '[A-Z]{2}|world')),
    period_start  DATE    NOT NULL,
    period_end    DATE    NOT NULL,
    amount        DOUBLE  CHECK (amount BETWEEN 0 AND 1e15),
    currency      VARCHAR CHECK (currency IN ('CNY', 'USD', 'HKD', 'EUR')),
    deals         BIGINT  CHECK (deals >= 0),
    provider      VARCHAR,
    reported_as   VARCHAR NOT NULL,
    rounding      DOUBLE  NOT NULL CHECK (rounding > 0 AND rounding < 1e15),
    qualifier     VARCHAR NOT NULL CHECK (qualifier IN ('as_printed', 'about', 'at_least')),
    remark        VARCHAR,
    source_id     VARCHAR NOT NULL REFERENCES sources,
    CHECK (period_start <= period_end),
    CHECK (amount IS NOT NULL OR deals IS NOT NULL),
    CHECK (amount IS NULL OR currency IS NOT NULL)
);
COMMENT ON TABLE funding_totals IS 'Money raised by an industry in a period, as a provider sums it up. Providers differ in what they count as a deal and as the industry.';
COMMENT ON COLUMN funding_totals.row_id IS 'Name of the row for good, tot- and 8 hexadecimal digits, never reused and never changed, so that corrections and citations find it.';
COMMENT ON COLUMN funding_totals.scope IS 'Industry definition: ai_chip, chip, ic_design, integrated_circuit, semiconductor, automotive_chip, artificial_intelligence or other (then dimension_value says what). Each provider draws the line itself, so counts of two providers are not comparable, and artificial_intelligence mixes keyword counts (millions) with core-industry counts (thousands).';
COMMENT ON COLUMN funding_totals.geo IS 'Place of the companies financed: a two-letter ISO country code, or world.';
COMMENT ON COLUMN funding_totals.period_start IS 'First day of the period, which includes it.';
COMMENT ON COLUMN funding_totals.period_end IS 'Last day of the period, which includes it. A year counted only to December 11 ends on that day and is partial.';
COMMENT ON COLUMN funding_totals.amount IS 'CNY, USD, HKD or EUR as in currency; sum raised in the period. Empty = only the number of deals is printed.';
COMMENT ON COLUMN funding_totals.currency IS 'Currency of the amount. Without meaning where amount is empty. CNY, USD, HKD or EUR, as the source prints it, never converted.';
COMMENT ON COLUMN funding_totals.deals IS 'deals; number of deals in the period. Empty = not printed.';
COMMENT ON COLUMN funding_totals.provider IS 'Who summed up, as named by the page, with its limits in brackets (early stage, excluding outliers, ...). Empty = the page does not say.';
COMMENT ON COLUMN funding_totals.reported_as IS 'The figure exactly as printed, with its own unit and in its own language. Where amount is empty it is the number of deals.';
COMMENT ON COLUMN funding_totals.rounding IS 'same as the figure in reported_as; size of the last printed digit (1.09万 = 100). A plain figure is true within half of it, one said to be about within one, at_least up to one above.';
COMMENT ON COLUMN funding_totals.qualifier IS 'How firmly the page says it: as_printed = plain figure, about = 约 or around, at_least = a printed lower bound (余, 多, over), the true figure is higher.';
COMMENT ON COLUMN funding_totals.remark IS 'What a reader must know about this row. Beginning with misprint = printed so but evidently wrong, kept for the record and never preferred.';
COMMENT ON COLUMN funding_totals.source_id IS 'Source on which the row rests, a row of sources.';

CREATE TABLE market (
    row_id        VARCHAR PRIMARY KEY CHECK (regexp_full_match(row_id, 'mkt-[0-9a-f]{8}')),
    indicator     VARCHAR NOT NULL CHECK (indicator IN ('market_size', 'shipments', 'market_share', 'self_sufficiency', 'ic_imports_value', 'ic_imports_volume', 'ic_exports_value', 'ic_production_volume')),
    geo           VARCHAR NOT NULL CHECK (regexp_full_match(geo, '[A-Z]{2}|world')),
    segment       VARCHAR NOT NULL CHECK (regexp_full_match(segment, '[a-z0-9]+([_-][a-z0-9]+)*')),
    period_start  DATE    NOT NULL,
    period_end    DATE    NOT NULL,
    value_low     DOUBLE  NOT NULL CHECK (value_low BETWEEN 0 AND 1e15),
    value_high    DOUBLE  CHECK (value_high BETWEEN 0 AND 1e15),
    unit          VARCHAR NOT NULL CHECK (unit IN ('USD', 'CNY', 'units', 'fraction')),
    yoy_reported  DOUBLE  CHECK (yoy_reported BETWEEN -1 AND 1000),
    is_forecast   BOOLEAN NOT NULL,
    forecaster    VARCHAR,
    reported_as   VARCHAR NOT NULL,
    rounding      DOUBLE  NOT NULL CHECK (rounding > 0 AND rounding < 1e15),
    qualifier     VARCHAR NOT NULL CHECK (qualifier IN ('as_printed', 'about', 'at_least')),
    remark        VARCHAR,
    source_id     VARCHAR NOT NULL REFERENCES sources,
    CHECK (period_start <= period_end),
    CHECK (value_low <= value_high),
    CHECK ((qualifier = 'at_least') = (value_high IS NULL)),
    CHECK (unit <> 'fraction' OR value_low <= 1),
    CHECK (unit <> 'fraction' OR value_high <= 1),
    CHECK ((unit = 'fraction') = (indicator IN ('market_share', 'self_sufficiency'))),
    CHECK ((unit = 'units') = (indicator IN ('shipments', 'ic_imports_volume', 'ic_production_volume')))
);
COMMENT ON TABLE market IS 'Size and structure of markets: sizes, shipments, shares, self-sufficiency, and trade and output of integrated circuits. One row per source, forecasts marked.';
COMMENT ON COLUMN market.row_id IS 'Name of the row for good, mkt- and 8 hexadecimal digits, never reused and never changed, so that corrections and citations find it.';
COMMENT ON COLUMN market.indicator IS 'What is measured: market_size, shipments, market_share (of segment among its rivals), self_sufficiency (share of demand met at home), ic_imports_value, ic_imports_volume, ic_exports_value or ic_production_volume.';
COMMENT ON COLUMN market.geo IS 'Place of the market: a two-letter ISO country code, or world.';
COMMENT ON COLUMN market.segment IS 'What the figure is about: a kind of product (ai_chip, ai_accelerator, gpu, ic, ...), a vendor (nvidia, huawei, ...) or a group of vendors (domestic_vendors, imported_chips, ic_domestic_companies). An open list, segments overlap and never add up.';
COMMENT ON COLUMN market.period_start IS 'First day of the period, which includes it.';
COMMENT ON COLUMN market.period_end IS 'Last day of the period, which includes it. A year counted only to December 11 ends on that day and is partial.';
COMMENT ON COLUMN market.value_low IS 'USD, CNY, units or fraction as in unit; the figure, or the lower end of the printed range.';
COMMENT ON COLUMN market.value_high IS 'USD, CNY, units or fraction as in unit; upper end, equal to value_low for a single figure. Empty = open at the top (qualifier at_least).';
COMMENT ON COLUMN market.unit IS 'Unit of the values: USD, CNY, units (pieces, whole cards or chips) or fraction (0.3 = 30 %).';
COMMENT ON COLUMN market.yoy_reported IS 'fraction; growth over the same period one year before as the source prints it (0.226 = 22.6 %). Empty = none printed. It may contradict the values of other rows.';
COMMENT ON COLUMN market.is_forecast IS 'true = made before the period was over, or a target. false = said of the past.';
COMMENT ON COLUMN market.forecaster IS 'Who made the figure, as named by the page (Gartner, IDC, ...). Empty = the page does not say. Chinese government target = a target, not a forecast.';
COMMENT ON COLUMN market.reported_as IS 'The figure exactly as printed, with its own unit and in its own language.';
COMMENT ON COLUMN market.rounding IS 'same as value_low; size of the last printed digit (1.09万 = 100). A plain figure is true within half of it, one said to be about within one, at_least up to one above.';
COMMENT ON COLUMN market.qualifier IS 'How firmly the page says it: as_printed = plain figure, about = 约 or around, at_least = a printed lower bound (余, 多, over), the true figure is higher.';
COMMENT ON COLUMN market.remark IS 'What a reader must know about this row. Beginning with misprint = printed so but evidently wrong, kept for the record and never preferred.';
COMMENT ON COLUMN market.source_id IS 'Source on which the row rests, a row of sources.';

CREATE TABLE fx_rates (
    currency      VARCHAR NOT NULL CHECK (currency IN ('USD', 'HKD', 'EUR')),
    period_start  DATE    NOT NULL,
    period_end    DATE    NOT NULL,
    cny_per_unit  DOUBLE  NOT NULL CHECK (cny_per_unit > 0 AND cny_per_unit < 1000),
    days          BIGINT  NOT NULL CHECK (days BETWEEN 1 AND 366),
    source_id     VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (currency, period_start),
    CHECK (period_start <= period_end),
    CHECK (year(period_start) = year(period_end))
);
COMMENT ON TABLE fx_rates IS 'Mean exchange rates by calendar year, from the daily reference rates of the European Central Bank. A year without a row is not converted.';
COMMENT ON COLUMN fx_rates.currency IS 'Currency of which one unit is priced: USD, HKD or EUR.';
COMMENT ON COLUMN fx_rates.period_start IS 'First day of the year.';
COMMENT ON COLUMN fx_rates.period_end IS 'Last day covered. Before December 31 = the mean of the year so far.';
COMMENT ON COLUMN fx_rates.cny_per_unit IS 'CNY per unit of currency; mean of the daily rates. Between two foreign currencies divide one by the other.';
COMMENT ON COLUMN fx_rates.days IS 'days; daily rates that went into the mean.';
COMMENT ON COLUMN fx_rates.source_id IS 'Source on which the row rests, a row of sources.';

CREATE TABLE events (
    event_id        VARCHAR PRIMARY KEY CHECK (regexp_full_match(event_id, 'ev-[a-z0-9]+(-[a-z0-9]+)*')),
    event_group     VARCHAR NOT NULL CHECK (regexp_full_match(event_group, 'ev-[a-z0-9]+(-[a-z0-9]+)*')),
    date            DATE    NOT NULL,
    date_precision  VARCHAR NOT NULL CHECK (date_precision IN ('day', 'month', 'year')),
    kind            VARCHAR NOT NULL CHECK (kind IN ('sanction', 'export_control', 'policy', 'fund', 'ipo', 'listing', 'acquisition', 'product', 'layoff', 'closure', 'other')),
    company_ids     VARCHAR,
    title_en        VARCHAR NOT NULL,
    title_zh        VARCHAR NOT NULL,
    amount          DOUBLE  CHECK (amount BETWEEN 0 AND 1e15),
    currency        VARCHAR CHECK (currency IN ('CNY', 'USD', 'HKD', 'EUR')),
    source_id       VARCHAR NOT NULL REFERENCES sources,
    CHECK (date_precision <> 'month' OR day(date) = 1),
    CHECK (date_precision <> 'year' OR dayofyear(date) = 1),
    CHECK ((amount IS NULL) = (currency IS NULL))
);
COMMENT ON TABLE events IS 'What happened: sanctions, export controls, policy, funds, IPO steps, listings, products, closures. One row per telling, event_group joins rows on the same happening.';
COMMENT ON COLUMN events.event_id IS 'Name of the row for good, beginning with ev-.';
COMMENT ON COLUMN events.event_group IS 'event_id of the first row on the same happening, the row''s own where it is alone. Count groups, not rows. Tellings in a group may differ in date and amount.';
COMMENT ON COLUMN events.date IS 'Day of the happening, to be read with date_precision.';
COMMENT ON COLUMN events.date_precision IS 'How exactly date is known: day, month (the date is its first day) or year (January 1).';
COMMENT ON COLUMN events.kind IS 'sanction (a named company listed), export_control (a rule), policy, fund (public investment funds), ipo (steps before the listing), listing, acquisition, product, layoff, closure, other (financing rounds, partnerships, delistings, ...).';
COMMENT ON COLUMN events.company_ids IS 'Companies concerned, separated by semicolons. A reader''s copy of event_companies, which is the key to join by. Empty = none of the directory.';
COMMENT ON COLUMN events.title_en IS 'What happened, in English.';
COMMENT ON COLUMN events.title_zh IS 'What happened, in Chinese.';
COMMENT ON COLUMN events.amount IS 'CNY, USD, HKD or EUR as in currency; money involved as told by this source. Tellings of a group may differ.';
COMMENT ON COLUMN events.currency IS 'Currency of the amount. Empty = no amount. CNY, USD, HKD or EUR, as the source prints it, never converted.';
COMMENT ON COLUMN events.source_id IS 'Source on which the row rests, a row of sources.';

CREATE TABLE event_companies (
    event_id    VARCHAR NOT NULL REFERENCES events,
    company_id  VARCHAR NOT NULL REFERENCES companies,
    PRIMARY KEY (event_id, company_id)
);
COMMENT ON TABLE event_companies IS 'Which companies an event concerns. The key for joining, events.company_ids repeats it for readers.';
COMMENT ON COLUMN event_companies.event_id IS 'Event, a row of events, whose source also covers this row.';
COMMENT ON COLUMN event_companies.company_id IS 'Company concerned, a row of companies.';

CREATE TABLE claims (
    claim_id        VARCHAR PRIMARY KEY CHECK (regexp_full_match(claim_id, 'c[0-9]{2,}')),
    topic           VARCHAR NOT NULL CHECK (topic IN ('registrations', 'deregistrations', 'financials', 'funding', 'market', 'events', 'companies')),
    statement_en    VARCHAR NOT NULL,
    statement_zh    VARCHAR NOT NULL,
    reported_value  DOUBLE  CHECK (reported_value BETWEEN -1e15 AND 1e15),
    unit            VARCHAR NOT NULL CHECK (unit IN ('companies', 'companies per day', 'fraction', 'CNY', 'USD', 'CNY per share', 'date', 'boolean')),
    reported_as     VARCHAR NOT NULL,
    period_start    DATE    NOT NULL,
    period_end      DATE    NOT NULL,
    kind            VARCHAR NOT NULL CHECK (kind IN ('stated', 'derived', 'forecast')),
    how_to_check    VARCHAR NOT NULL,
    source_id       VARCHAR NOT NULL REFERENCES sources,
    CHECK (period_start <= period_end)
);
COMMENT ON TABLE claims IS 'Claims of the founding article and how to check each. The article is itself a source of other tables and never confirms its own claims.';
COMMENT ON COLUMN claims.claim_id IS 'Name of the claim for good, c and digits.';
COMMENT ON COLUMN claims.topic IS 'Subject that the claim belongs to: registrations, deregistrations, financials, funding, market, events or companies.';
COMMENT ON COLUMN claims.statement_en IS 'The claim, in English.';
COMMENT ON COLUMN claims.statement_zh IS 'The claim, in Chinese.';
COMMENT ON COLUMN claims.reported_value IS 'as in unit; the claimed value, for a range its lower end. Empty = the claim is a day or a statement, see reported_as.';
COMMENT ON COLUMN claims.unit IS 'Unit of reported_value: companies, companies per day, fraction, CNY, USD, CNY per share, date (a day is claimed) or boolean (true or not).';
COMMENT ON COLUMN claims.reported_as IS 'The claim as printed, or the day that it names.';
COMMENT ON COLUMN claims.period_start IS 'First day of the period, which includes it.';
COMMENT ON COLUMN claims.period_end IS 'Last day of the period that the claim speaks of, which includes it.';
COMMENT ON COLUMN claims.kind IS 'stated = the article says it, derived = follows from what it says, forecast = it was still to come.';
COMMENT ON COLUMN claims.how_to_check IS 'Tables and reckoning with which the claim is checked.';
COMMENT ON COLUMN claims.source_id IS 'Source that makes the claim.';
