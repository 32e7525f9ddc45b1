"""What an address answered is kept: sent unchanged, packed, in part, or not again."""

from __future__ import annotations

import gzip
import json

import brotli
import pytest

from chipcensus.api.reply import Kept, Reply
from chipcensus.census import Census
from chipcensus.figures import FIGURES
from chipcensus.packing import encoding

PATH = "/api/v1/ask/registrations/by_year"


def test_an_answer_is_tagged_by_generation_and_not_sent_again(get, census):
    first = get(f"{PATH}.json?year_from=2011")
    tag = first.headers["ETag"]
    assert census.generation().id in tag
    again = get(f"{PATH}.json?year_from=2011", If_None_Match=tag)
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert get(f"{PATH}.json?year_from=2011", If_None_Match='"other"').status == 200
    assert get(f"{PATH}.json?year_from=2012", If_None_Match=tag).status == 200
    assert get(f"{PATH}.csv?year_from=2011", If_None_Match=tag).status == 200


def test_a_tag_of_another_generation_is_out_of_date(asking, rebuilt):
    census = Census(rebuilt.settings)
    with asking(census) as ask:
        path = f"{PATH}.json?scope=ai_chip"
        now, then = ask(path), ask(f"{path}&generation={rebuilt.then}")
        assert rebuilt.now in now.headers["ETag"]
        assert rebuilt.then in then.headers["ETag"]
        assert json.loads(now.body)["generation"] == rebuilt.now
        assert json.loads(then.body)["generation"] == rebuilt.then
        assert json.loads(now.body)["rows"] != json.loads(then.body)["rows"]
        # Kept, each under its own address.
        assert ask(path).body == now.body
        assert ask(f"{path}&generation={rebuilt.then}").body == then.body
        stale = ask(path, If_None_Match=then.headers["ETag"])
        assert (stale.status, stale.body) == (200, now.body)
        gone = ask(f"{path}&generation=0123456789ab")
        told = json.loads(gone.body)
        assert (gone.status, told["parameter"]) == (410, "generation")
        assert set(told["allowed"]) == {rebuilt.now, rebuilt.then}


@pytest.mark.parametrize(("way", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_text_is_packed_for_whoever_takes_it(get, way, unpack):
    plain = get(f"{PATH}.csv")
    packed = get(f"{PATH}.csv", Accept_Encoding=f"deflate, {way}")
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == way
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert unpack(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2


@pytest.mark.parametrize(
    ("accepted", "way"),
    [
        ("", ""),
        ("identity", ""),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0.0", ""),
        ("GZIP", "gzip"),
        ("gzip, deflate, br", "br"),
    ],
)
def test_the_way_is_one_the_client_takes(accepted, way):
    assert encoding(accepted) == way


@pytest.mark.parametrize(
    ("asked", "start", "end"), [("0-3", 0, 4), ("4-", 4, None), ("-8", -8, None)]
)
def test_a_part_of_a_parquet_file_can_be_read(get, asked, start, end):
    whole = get(f"{PATH}.parquet").body
    part = get(f"{PATH}.parquet", Range=f"bytes={asked}")
    assert part.status == 206
    assert part.body == whole[start:end]
    assert part.headers["Content-Range"].endswith(f"/{len(whole)}")
    assert get(f"{PATH}.parquet", Range=f"bytes={len(whole)}-").status == 416


def test_its_length_is_told_without_sending_it(send, get):
    told = send(f"{PATH}.parquet", "HEAD")
    assert told.body == b""
    assert told.headers["Content-Length"] == str(len(get(f"{PATH}.parquet").body))
    assert told.headers["Accept-Ranges"] == "bytes"


def test_no_more_is_kept_than_there_is_room_for():
    kept = Kept(most=32_000)
    for number in range(40):
        kept.put("one", ("", str(number), ""), Reply(b"x" * 1600, "text/csv", ""))
    there = [n for n in range(40) if kept.get("one", ("", str(n), ""))]
    assert there == list(range(24, 40))
    kept.put("one", ("", "large", ""), Reply(b"x" * 2000, "text/csv", ""))
    assert kept.get("one", ("", "large", "")) is None
    kept.put("two", ("", "0", ""), Reply(b"y", "text/csv", ""))
    assert kept.get("one", ("", "39", "")) is None
    assert kept.get("two", ("", "0", "")).body == b"y"


def test_links_name_the_server_as_it_was_asked(get):
    path = f"{PATH}.json?year_from=2013"
    one, other = (json.loads(get(path, Host=host).body) for host in ("localhost:1", "127.0.0.1:2"))
    assert one["cite"].startswith("http://localhost:1/c/")
    assert other["cite"].startswith("http://127.0.0.1:2/c/")


@pytest.mark.parametrize("name", FIGURES)
def test_what_is_sent_again_is_what_was_sent(get, name):
    path = f"/api/v1/ask/{name}.json?lang=en"
    assert get(path).body == get(path).body
