"""datapackage.json is valid by the standard and says of the data what the database says."""

from __future__ import annotations

import json
import zipfile
from decimal import Decimal

import frictionless
import pytest

from chipcensus.dataset.tables import read_rows


@pytest.fixture
def unpacked(taken, tmp_path):
    """What a reader has who opens the zip of CSV files."""
    with zipfile.ZipFile(taken.file("csv.zip")) as packed:
        packed.extractall(tmp_path)
    return tmp_path


def test_the_standards_own_validator_finds_nothing(unpacked):
    report = frictionless.validate(str(unpacked / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])[:5]
    assert len(report.tasks) == len(list(unpacked.glob("*.csv")))


def test_the_validator_finds_what_was_changed(unpacked):
    path = unpacked / "registrations.csv"
    path.write_bytes(path.read_bytes().replace(b"ai_chip", b"al_chip", 1))
    report = frictionless.validate(str(unpacked / "datapackage.json"))
    assert {"constraint-error", "hash-count"} <= {e.type for t in report.tasks for e in t.errors}


def test_a_program_reads_the_tables_by_their_description(unpacked, taken):
    package = frictionless.Package(str(unpacked / "datapackage.json"))
    assert [resource.name for resource in package.resources] == [
        table.name for table in taken.contents.tables
    ]
    rows = package.get_resource("registrations").read_rows()
    table = next(t for t in taken.contents.tables if t.name == "registrations")
    read = [tuple(float(v) if isinstance(v, Decimal) else v for v in r.values()) for r in rows]
    assert read == taken.rows(table)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_each_table_is_described_by_the_database(taken, form):
    with zipfile.ZipFile(taken.file(f"{form}.zip")) as packed:
        told = json.loads(packed.read("datapackage.json"))
        sizes = {entry.filename: entry.file_size for entry in packed.infolist()}
    assert told["version"] == taken.generation.id
    assert told["created"] == f"{taken.contents.built_at:%Y-%m-%dT%H:%M:%SZ}"
    assert {licence["name"] for licence in told["licenses"]} == {"CC-BY-4.0"}
    cursor = taken.generation.cursor()
    assert len(told["sources"]) == cursor.execute("SELECT count(*) FROM sources").fetchone()[0]
    for table, resource in zip(taken.contents.tables, told["resources"], strict=True):
        assert resource["path"] == f"{table.name}.{form}"
        assert resource["bytes"] == sizes[resource["path"]]
        assert resource["rows"] == table.rows == len(taken.rows(table))
        fields = resource["schema"]["fields"]
        names = read_rows(taken.generation.cursor(), table).schema.names
        assert [field["name"] for field in fields] == names
        assert all(field["description"] for field in fields), table.name


def test_units_keys_and_rules_are_told(taken):
    told = json.loads(taken.file("datapackage.json").read_text("utf-8"))
    tables = {resource["name"]: resource["schema"] for resource in told["resources"]}
    counts, links = tables["registrations"], tables["event_companies"]
    fields = {field["name"]: field for field in counts["fields"]}
    assert fields["companies"]["unit"] == "companies"
    assert fields["companies"]["constraints"] == {"required": True, "minimum": 0}
    assert fields["yoy_reported"]["unit"] == "fraction"
    assert fields["yoy_reported"]["constraints"] == {"minimum": -1, "maximum": 1000}
    assert fields["rounding"]["constraints"]["exclusiveMinimum"] == 0
    assert fields["row_id"]["constraints"]["pattern"] == "reg-[0-9a-f]{8}"
    assert fields["geo_level"]["constraints"]["enum"] == ["country", "province", "city"]
    assert "provider" in fields
    assert "constraints" not in fields["provider"]
    assert counts["primaryKey"] == ["row_id"]
    assert "(period_start <= period_end)" in counts["rules"]
    assert links["primaryKey"] == ["event_id", "company_id"]
    assert {
        "fields": ["company_id"],
        "reference": {"resource": "companies", "fields": ["company_id"]},
    } in links["foreignKeys"]
    lists = {f["name"]: f for f in tables["figures"]["fields"]}
    assert lists["row_ids"]["type"] == "list"
    assert lists["row_ids"]["delimiter"] == ";"
    amounts = {f["name"]: f for f in tables["deals"]["fields"]}
    assert amounts["amount"]["unit"] == "base unit of currency"
    assert "unit" not in amounts["announced_on"]


def test_every_rule_of_the_schema_is_told_one_way_or_the_other(taken):
    told = json.loads(taken.file("datapackage.json").read_text("utf-8"))
    for table, resource in zip(taken.contents.tables, told["resources"], strict=True):
        fields = {f["name"]: f.get("constraints", {}) for f in resource["schema"]["fields"]}
        in_words = [n for names, _ in table.rules for n in names if set(fields[n]) - {"required"}]
        others = resource["schema"].get("rules", [])
        for names, rule in table.rules:
            assert rule in others or names[0] in in_words, rule
