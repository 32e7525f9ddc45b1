"""How often a client may ask, and which sites may ask from a browser."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace

import pytest

from chipcensus.access import Reader, Role
from chipcensus.access.asking import KEY
from chipcensus.api.gate import Buckets, client_of
from chipcensus.census import Census

PATH = "/api/v1/ask/registrations/by_year.json"
SITE = "https://paper.example"


@pytest.fixture
def behind(shipped, asking):
    """Serve the shipped data with other settings."""

    @contextmanager
    def served(**changes):
        with asking(Census(replace(shipped, **changes))) as ask:
            yield ask

    return served


def test_whoever_asks_too_often_is_told_when_to_come_back(behind):
    with behind(api_rate=0.5) as ask:  # a bucket of five
        replies = [ask(PATH) for _ in range(7)]
        assert [reply.status for reply in replies] == [200] * 5 + [429] * 2
        refused = replies[-1]
        assert int(refused.headers["Retry-After"]) in {1, 2}
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert json.loads(refused.body)["status"] == 429
        # What the cards of a page fetch has no limit.
        assert ask(PATH.replace("/ask/", "/card/")).status == 200


def test_a_bucket_fills_again_and_each_client_has_one():
    clock = iter([0, 0, 0, 0, 0, 1, 10])
    buckets = Buckets(2, 3, lambda: next(clock))
    assert [buckets.take("one", 1) for _ in range(3)] == [0, 0, 0]
    assert buckets.take("one", 1) == 0.5
    assert buckets.take("other", 1) == 0
    assert buckets.take("one", 2) == 0  # a second later
    assert buckets.take("one", 3) == 0  # no more than the bucket holds


def test_work_is_counted_when_it_is_done_and_wears_off():
    clock = iter([0, 0, 0, 0, 30, 90])
    work = Buckets(0.5, 30, lambda: next(clock))
    assert work.wait("one") == 0
    work.spend("one", 45)  # more than there was: it had begun
    assert work.wait("one") == 30
    assert work.wait("other") == 0
    assert work.wait("one") == 0
    work.spend("one", 0)
    assert Buckets(0, 0).wait("one") == 0


def test_whoever_lets_the_server_work_too_long_waits_and_nobody_else(behind):
    with behind(api_seconds=0.001) as ask:
        assert ask(PATH).status == 200
        refused = ask(f"{PATH}?scope=chip")
        assert refused.status == 429
        assert "0.001 seconds of work a minute" in json.loads(refused.body)["detail"]
        assert int(refused.headers["Retry-After"]) > 1
        assert ask(PATH.replace("/ask/", "/card/")).status == 200


def test_what_is_kept_costs_no_work(behind):
    with behind(api_seconds=60) as ask:
        assert {ask(PATH).status for _ in range(5)} == {200}


def test_who_has_signed_in_is_one_client_wherever_they_are():
    signed_in = Reader("user:1", Role.VIEWER)
    scopes = [{"client": (f"192.0.2.{n}", 1), KEY: signed_in} for n in (1, 2)]
    assert {client_of(scope) for scope in scopes} == {"user:1"}
    public = {"client": ("192.0.2.1", 1), KEY: Reader("public", Role.VIEWER)}
    assert client_of(public) == "192.0.2.1"


def test_a_network_of_ipv6_is_one_client():
    same = [{"client": (f"2001:db8:1:2::{n}", 1)} for n in (1, 2)]
    assert len({client_of(scope) for scope in same}) == 1
    assert client_of({"client": ("2001:db8:1:3::1", 1)}) != client_of(same[0])
    assert client_of({"client": ("192.0.2.7", 1)}) == "192.0.2.7"
    assert client_of({}) == ""


def test_no_other_site_may_ask_unless_it_is_allowed(get, send):
    assert get(PATH, Origin=SITE).headers["Access-Control-Allow-Origin"] is None
    asked = {"Access-Control-Request-Method": "GET"}
    before = send(PATH, "OPTIONS", Origin=SITE, **asked)
    assert before.headers["Access-Control-Allow-Origin"] is None


def test_a_site_that_is_allowed_may_read_and_no_other(behind):
    with behind(cors_origins=f"{SITE}, https://other.example") as ask:
        reply = ask(PATH, Origin=SITE)
        assert reply.headers["Access-Control-Allow-Origin"] == SITE
        assert "ETag" in reply.headers["Access-Control-Expose-Headers"]
        assert "Origin" in reply.headers["Vary"]
        assert ask(f"{PATH}?scope=x", Origin=SITE).headers["Access-Control-Allow-Origin"] == SITE
        stranger = ask(PATH, Origin="https://evil.example")
        assert stranger.headers["Access-Control-Allow-Origin"] is None
        asked = {"Access-Control-Request-Method": "GET"}
        before = ask(PATH, "OPTIONS", Origin=SITE, **asked)
        assert (before.status, before.headers["Access-Control-Allow-Origin"]) == (200, SITE)
        put = ask(PATH, "OPTIONS", Origin=SITE, **{"Access-Control-Request-Method": "PUT"})
        assert put.status == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", [PATH, "/api/v1/questions", "/api/v1/tables/claims.csv"])
def test_another_method_is_refused_with_those_there_are(send, path, method):
    reply = send(path, method)
    assert (reply.status, json.loads(reply.body)["status"]) == (405, 405)
    assert reply.headers["Allow"] == "GET, HEAD"
