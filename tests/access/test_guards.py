"""What stands before every answer: names, sizes, foreign pages, headers, and the start itself."""

from __future__ import annotations

import asyncio
import http.client
import re
from dataclasses import replace

import pytest
from access.conftest import get, post, put
from starlette.datastructures import MutableHeaders
from starlette.responses import Response

from chipcensus.access import Access, refuse_unsafe
from chipcensus.cli import main
from chipcensus.errors import UnsafeStart
from chipcensus.guard import Headers
from chipcensus.guard.hosts import Hosts, name_of
from chipcensus.settings import read_settings

FIGURE = "/api/v1/ask/registrations/by_year.json"
LOCAL = ["127.0.0.1", "127.0.0.1:8501", "localhost", "LocalHost:1", "[::1]:8501", "192.0.2.7:80"]
STRANGE = [
    "evil.example", "evil.example:8501", "localhost.evil.example", "127.0.0.1.evil.example", "",
    "127.0.0.1@evil.example", "evil.example/127.0.0.1", "evil.example#localhost", "a b", "x:y",
    "localhost:80:80", "census.example.evil", "xcensus.example", "local\\host", "'", "a;b", '"',
]  # fmt: skip


def hosts(**changes) -> Hosts:
    return Hosts(None, replace(read_settings({}), **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("host", LOCAL)
def test_an_address_and_localhost_are_known(host):
    assert hosts().knows(host)


@pytest.mark.parametrize("host", STRANGE)
def test_no_other_name_is(host):
    assert not hosts().knows(host)
    assert not hosts(url="https://census.example", hosts="b.example,*.c.example").knows(host)


@pytest.mark.parametrize(
    "host", ["census.example", "Census.Example.:443", "b.example", "x.c.example", "x.y.c.example"]
)
def test_names_that_are_listed_are_known(host):
    assert hosts(url="https://census.example:8443", hosts="b.example, *.C.example").knows(host)


def test_all_names_can_be_allowed_but_what_is_no_name():
    assert hosts(hosts="*").knows("any.example")
    assert not hosts(hosts="*").knows("a'; script-src *")
    assert name_of("c.example") == "c.example"
    assert not hosts(hosts="*.c.example").knows("c.example")


def test_a_request_by_a_foreign_name_is_refused(site):
    answer = get(f"{site.address}{FIGURE}", headers={"Host": "evil.example"})
    assert answer.status_code == 421
    assert answer.json()["type"].endswith("#unknown-host")
    assert get(f"{site.address}/healthz", headers={"Host": "10.2.3.4.pod"}).status_code == 200


def test_a_page_of_another_site_changes_nothing(public):
    spec = {"title": "x", "figures": [{"figure": "registrations/by_year"}]}
    path = f"{public}/api/v1/reports"
    foreign = post(path, json=spec, headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert foreign.json()["type"].endswith("#foreign-page")
    for origin in ("null", "http://127.0.0.1:1", public.replace("http:", "https:") + "1"):
        assert post(path, json=spec, headers={"Origin": origin}).status_code == 403
    assert post(path, json=spec, headers={"Origin": public}).status_code == 201
    assert post(path, json=spec).status_code == 201  # a program


def test_more_than_a_request_may_have_is_not_read(public):
    def endless():
        for _ in range(64):
            yield b" " * (1 << 16)

    path = f"{public}/api/v1/reports"
    told = post(path, content=b" " * (2 << 20))
    assert told.status_code == 413
    assert told.json()["detail"] == "A request may have 1 MB at most."
    assert post(path, content=endless()).status_code == 413
    assert get(f"{public}/healthz").status_code == 200


def test_a_length_that_is_a_lie_harms_nothing(public):
    connection = http.client.HTTPConnection(public.removeprefix("http://"), timeout=20)
    connection.putrequest("POST", "/api/v1/reports")
    connection.putheader("Content-Length", str(1 << 62))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize(
    "path",
    [
        "/", "/funding", FIGURE, "/api/v1/nothing", "/assets/icon.svg", "/_stcore/health", "/x/y",
        "/embed/registrations/by_year", "/openapi.json", "/healthz", "/c/x", "/media/x", "/visit/x",
    ],
)  # fmt: skip
def test_every_answer_says_what_a_browser_may_do_with_it(public, path):
    headers = get(f"{public}{path}").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert "camera=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert re.search(r"frame-ancestors 'self'( https://paper\.example)?$", policy)
    assert ("paper.example" in policy) == path.startswith("/embed/")
    assert "unsafe-eval" not in policy
    assert "script-src 'unsafe-inline'" not in policy
    assert "Server" not in headers


def marked(url):
    """The headers of an answer with two cookies, as a server of this address marks them."""
    answer = Response()
    answer.set_cookie("a", "b")
    answer.set_cookie("c", "d", secure=True)
    guarded, sent = Headers(answer, Access(replace(read_settings({}), url=url))), []

    async def send(message):
        sent.append(message)

    asyncio.run(guarded({"type": "http", "method": "GET", "path": "/"}, None, send))
    return MutableHeaders(scope=sent[0])


def test_by_tls_a_browser_stays_with_it_and_its_cookies_too():
    safe, plain = marked("https://census.example"), marked("http://census.example")
    assert safe["Strict-Transport-Security"] == "max-age=31536000"
    assert ["; Secure" in one for one in safe.getlist("set-cookie")] == [True, True]
    assert "Strict-Transport-Security" not in plain
    assert ["; Secure" in one for one in plain.getlist("set-cookie")] == [False, True]


def test_everybody_reads_in_public_and_does_no_more(public):
    assert get(f"{public}{FIGURE}").status_code == 200
    assert get(f"{public}{FIGURE}").headers["Cache-Control"] == "public, no-cache"
    sent = put(f"{public}/_stcore/upload_file/x/y", content=b"x")
    assert (sent.status_code, sent.json()["title"]) == (403, "The role does not allow it")
    assert get(f"{public}/sign-in").status_code == 303
    assert get(f"{public}/sign-in/go").headers["Location"] == "/"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ADDRESS": "0.0.0.0"}, "0.0.0.0 can be reached"),
        ({"ADDRESS": "::"}, "CHIPCENSUS_PUBLIC=1"),
        ({"ADDRESS": "census.example"}, "CHIPCENSUS_OIDC_URL"),
        ({"HOSTS": "census.example"}, "census.example can be reached"),
        ({"OIDC_URL": "https://id"}, "CHIPCENSUS_OIDC_CLIENT, CHIPCENSUS_OIDC_SECRET"),
        (
            {"OIDC_URL": "https://id", "OIDC_CLIENT": "a", "OIDC_SECRET": "b"},
            "needs CHIPCENSUS_URL",
        ),
        ({"PUBLIC": "1", "URL": "census.example"}, "CHIPCENSUS_URL: found 'census.example'"),
        ({"PUBLIC": "1", "URL": "https://a.example/b"}, "without a path"),
    ],
)
def test_a_server_that_nobody_meant_to_open_does_not_start(given, said, monkeypatch, capsys):
    environ = {f"CHIPCENSUS_{name}": value for name, value in given.items()}
    with pytest.raises(UnsafeStart, match=re.escape(said)):
        refuse_unsafe(read_settings(environ))
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert main(["serve"]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"ADDRESS": "localhost"},
        {"ADDRESS": "::1"},
        {"ADDRESS": "0.0.0.0", "PUBLIC": "1"},
        {
            "ADDRESS": "0.0.0.0", "OIDC_URL": "https://id", "OIDC_CLIENT": "a",
            "OIDC_SECRET": "b", "URL": "https://census.example",
        },
    ],
)  # fmt: skip
def test_what_somebody_meant_starts(given):
    refuse_unsafe(read_settings({f"CHIPCENSUS_{n}": v for n, v in given.items()}))
