"""All data over HTTP: whole files of the generation that was asked for, or one clear error."""

from __future__ import annotations

import csv
import gzip
import http.client
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor

import brotli
import duckdb
import frictionless
import pandas as pd
import pytest

from chipcensus.dataset import DESCRIPTION, FORMATS, Shelf, download_name
from chipcensus.downloads import DATA, NEWEST, TABLES


@pytest.fixture
def identity(census):
    return census.generation().id


@pytest.fixture
def asked(get, identity):
    """Ask for a file of the current generation."""
    return lambda name, **headers: get(f"{DATA}/{identity}/{name}", **headers)


@pytest.mark.parametrize("form", FORMATS)
def test_everything_comes_as_one_whole_file(census, asked, identity, form):
    name = download_name(identity, form)
    reply = asked(name)
    made = Shelf(census.store).file(census.generation().file, name).read_bytes()
    assert reply.status == 200
    assert reply.body == made
    assert reply.headers["Content-Length"] == str(len(made))
    assert reply.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "text/html" not in reply.headers["Content-Type"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_reader_who_has_it_is_told_so_and_one_cut_off_goes_on(asked, identity, form):
    name = download_name(identity, form)
    whole = asked(name)
    again = asked(name, If_None_Match=whole.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert asked(name, If_None_Match='"other"').body == whole.body
    part = asked(name, Range="bytes=100-199", If_Range=whole.headers["ETag"])
    assert (part.status, part.body) == (206, whole.body[100:200])
    assert asked(name, Range="bytes=100-199", If_Range='"other"').body == whole.body


@pytest.mark.parametrize(
    ("accepted", "way", "unpack"),
    [("br, gzip", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)],
)
@pytest.mark.parametrize("name", ["registrations.csv", "financials.csv"])
def test_a_table_comes_packed_where_the_client_takes_it(get, name, accepted, way, unpack):
    plain = get(f"{TABLES}/{name}")
    packed = get(f"{TABLES}/{name}", Accept_Encoding=accepted)
    assert packed.headers["Content-Encoding"] == way
    assert unpack(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2
    assert packed.headers["Content-Disposition"] == plain.headers["Content-Disposition"]
    assert packed.headers["Content-Type"] == plain.headers["Content-Type"]
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in plain.headers["Vary"] == packed.headers["Vary"]
    tag = packed.headers["ETag"]
    again = get(f"{TABLES}/{name}", Accept_Encoding=accepted, If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")
    part = get(f"{TABLES}/{name}", Accept_Encoding=accepted, Range="bytes=10-19")
    assert (part.status, part.body) == (206, plain.body[10:20])
    assert get(f"{TABLES}/{name}", Accept_Encoding="br;q=0").body == plain.body


def test_what_is_packed_already_is_sent_as_it_is(get):
    reply = get(f"{TABLES}/registrations.parquet", Accept_Encoding="br, gzip")
    assert reply.headers["Content-Encoding"] is None


def test_the_head_alone_tells_the_size(port, asked, identity):
    path = f"{DATA}/{identity}/{download_name(identity, 'duckdb')}"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("HEAD", path)
    reply = connection.getresponse()
    assert (reply.status, reply.read()) == (200, b"")
    size = len(asked(download_name(identity, "duckdb")).body)
    assert reply.headers["Content-Length"] == str(size)
    assert reply.headers["Accept-Ranges"] == "bytes"
    connection.close()


def test_many_readers_at_once_get_the_same(asked, identity):
    names = [download_name(identity, form) for form in FORMATS] * 4
    with ThreadPoolExecutor(16) as pool:
        replies = list(pool.map(asked, names))
    assert {reply.status for reply in replies} == {200}
    found = {}
    for name, reply in zip(names, replies, strict=True):
        found.setdefault(name, set()).add(reply.body)
    assert {len(bodies) for bodies in found.values()} == {1}


def test_the_sizes_told_are_the_files(asked, identity):
    told = json.loads(asked("files.json").body)
    assert told["generation"] == identity
    assert told["bytes"] == {
        name: len(asked(name).body) for name in (download_name(identity, form) for form in FORMATS)
    }


def test_one_table_is_read_by_its_address_alone(port, identity, rows_of):
    address = f"http://127.0.0.1:{port}{DATA}/{identity}/registrations"
    rows = rows_of("SELECT companies, provider, period_end FROM registrations ORDER BY rowid")
    csv_read = pd.read_csv(f"{address}.csv", parse_dates=["period_end"])
    parquet_read = pd.read_parquet(f"{address}.parquet")
    for read in (csv_read, parquet_read):
        assert list(read["companies"]) == [row[0] for row in rows]
        assert [None if pd.isna(v) else v for v in read["provider"]] == [row[1] for row in rows]
        assert list(pd.to_datetime(read["period_end"]).dt.date) == [row[2] for row in rows]


@pytest.mark.parametrize("where", [NEWEST, "pinned"])
def test_a_program_finds_and_checks_every_table_by_the_description(port, identity, where):
    path = NEWEST if where == NEWEST else f"{DATA}/{identity}/{DESCRIPTION}"
    address = f"http://127.0.0.1:{port}{path}"
    package = frictionless.Package(address)
    assert package.version == identity
    resource = package.get_resource("claims")
    assert len(resource.read_rows()) == 34
    assert resource.validate().valid


def test_the_texts_are_shown_and_not_saved(asked):
    for name in ("README.md", "LICENSE.md", "CITATION.cff", "CITATION.bib"):
        reply = asked(name)
        assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert reply.headers["Content-Disposition"].startswith("inline")
    assert "芯片普查" in asked("README.md").body.decode()


@pytest.mark.parametrize(
    "name",
    ["chipcensus-{id}.exe", "chipcensus-{id}.", "registrations.json", "generation.csv", "%2e%2e"],
)
def test_an_unknown_format_or_table_is_not_found_and_told_what_there_is(asked, identity, name):
    reply = asked(name.format(id=identity))
    assert reply.status == 404
    said = json.loads(reply.body)["detail"]
    assert all(download_name(identity, form) in said for form in FORMATS)
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("other", ["0123456789ab", "current", "%2e%2e", "x" * 5000])
def test_a_generation_that_is_not_kept_is_not_found_and_told_the_newest(get, identity, other):
    reply = get(f"{DATA}/{other}/claims.csv")
    assert reply.status == 404
    said = json.loads(reply.body)["detail"]
    assert f"{DATA}/{identity}/{DESCRIPTION}" in said
    assert len(said) < 300


@pytest.mark.parametrize(
    "path", ["", "/", "/{id}", "/{id}/", "/{id}/a/b.csv", "/{id}/..%2f..%2fcurrent", "/{id}/%2fetc"]
)
def test_other_addresses_are_not_found(get, identity, path):
    reply = get(DATA + path.format(id=identity))
    assert reply.status == 404
    assert NEWEST in json.loads(reply.body)["detail"]


def test_a_folder_that_cannot_be_written_is_said_without_a_word_on_the_machine(
    asked, census, monkeypatch, tmp_path
):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(census.store, "downloads", lambda _: tmp_path / "file")
    reply = asked("claims.csv")
    assert reply.status == 503
    assert str(tmp_path) not in reply.body.decode()


def test_what_comes_over_http_is_what_the_files_hold(asked, identity, rows_of, tmp_path):
    (count,) = rows_of("SELECT count(*) FROM financials")[0]
    path = tmp_path / "taken.duckdb"
    path.write_bytes(asked(download_name(identity, "duckdb")).body)
    with duckdb.connect(str(path), read_only=True) as read:
        assert read.execute("SELECT count(*) FROM financials").fetchone() == (count,)
    packed = zipfile.ZipFile(io.BytesIO(asked(download_name(identity, "csv.zip")).body))
    text = packed.read("financials.csv").decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text, newline="")))) == count + 1
