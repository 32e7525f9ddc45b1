"""Signing in at a real provider, over HTTP: who is let in, as what, and for how long."""

from __future__ import annotations

import json

import pytest
from access.conftest import PEOPLE, SECRET, get, post, put, sign_in
from browser.serving import serve

from chipcensus.cli import main
from chipcensus.state import newest

FIGURE = "/api/v1/ask/registrations/by_year.json"
COOKIE = "_streamlit_user"


@pytest.mark.parametrize(
    "path", ["/", "/funding?companies=biren&lang=en", "/c/0123456789", "/r/0123456789"]
)
def test_whoever_is_not_signed_in_is_shown_where_to(visitor, path):
    answer = visitor.get(path)
    assert answer.status_code == 303
    shown = visitor.get(answer.headers["Location"])
    assert shown.status_code == 200
    assert "登录" in shown.text
    assert "<script" not in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in shown.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        FIGURE, "/api/v1/questions", "/api/v1/tables/deals.csv", "/api/v1/data/datapackage.json",
        "/api/v1/card/registrations/by_year.json", "/api/v1/search", "/openapi.json",
        "/embed/registrations/by_year", "/visit/x/search", "/_stcore/host-config", "/media/x",
        "/api/v1/nothing", "/api/v1/cite/0123456789.json", "/api/v1/report/jobs/x",
    ],
)  # fmt: skip
def test_nothing_is_answered_without_a_sign_in(visitor, path):
    answer = visitor.get(path, headers={"Accept": "*/*"})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json()["type"].endswith("#not-signed-in")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/_stcore/health", "/assets/icon.svg"])
def test_what_tells_nothing_of_the_data_is_open(visitor, path):
    assert visitor.get(path).status_code == 200


def test_a_reader_comes_back_to_the_page_they_were_going_to(visitor):
    page = "/funding?companies=biren&lang=zh&view=%E5%9B%BE"
    answer = sign_in(visitor, "s-viewer", page)
    assert answer.headers["Location"] == page
    assert "chipcensus_to" not in visitor.cookies
    shown = visitor.get(page)
    assert shown.status_code == 200
    assert '<div id="root">' in shown.text


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nX: y", "/sign-in"]
)
def test_nobody_is_led_away(visitor, to):
    assert sign_in(visitor, "s-viewer", to).headers["Location"] == "/"


@pytest.mark.parametrize("sub", ["s-viewer", "s-analyst", "s-editor"])
def test_who_is_in_a_list_reads(signed_in, sub):
    client = signed_in(sub)
    answer = client.get(FIGURE)
    assert answer.status_code == 200
    assert answer.json()["rows"]
    # What only some may read stays with their own browser.
    assert answer.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("sub", ["s-stranger", "s-liar"])
def test_who_is_in_no_list_reads_nothing_and_is_told(signed_in, sub):
    client = signed_in(sub)
    assert client.get(FIGURE).status_code == 401
    told = client.get("/sign-in", headers={"Accept-Language": "en"}).text
    assert "may not read here" in told
    assert "<b>" not in told
    assert PEOPLE[sub]["name"].replace("<", "&lt;").replace(">", "&gt;") in told


def test_a_cookie_is_for_this_site_only_and_out_of_reach_of_scripts(visitor):
    answer = sign_in(visitor, "s-viewer")
    cookies = [c for c in answer.headers.get_list("set-cookie") if c.startswith(COOKIE)]
    assert cookies
    assert all("HttpOnly" in one and "SameSite=lax" in one for one in cookies)


def test_a_cookie_that_somebody_else_signed_opens_nothing(site, signed_in):
    client = signed_in("s-viewer")
    good = client.cookies[COOKIE]
    for bad in (good[:-2] + "xx", "x" + good[1:], "", "chunks-9999999", "é" * 9, good[::-1]):
        headers = {b"Cookie": f"{COOKIE}={bad}".encode()}
        assert get(f"{site.address}{FIGURE}", headers=headers).status_code == 401


def test_a_cookie_of_another_site_opens_nothing(signing_in, signed_in, tmp_path):
    """Two servers of one provider and one secret: each has its own readers."""
    cookie = signed_in("s-viewer").cookies[COOKIE]
    with serve(signing_in, tmp_path / "log.txt") as other:
        answer = get(f"{other}{FIGURE}", headers={"Cookie": f"{COOKIE}={cookie}"})
        assert answer.status_code == 401


def test_who_signs_out_is_out(signed_in):
    client = signed_in("s-viewer")
    assert client.get("/auth/logout").status_code == 302
    assert COOKIE not in client.cookies
    assert client.get(FIGURE).status_code == 401


def test_the_provider_can_refuse(visitor):
    answer = visitor.get("/sign-in/go")
    while "/oauth2/authorize" not in answer.headers["Location"]:
        answer = visitor.get(answer.headers["Location"])
    answer = visitor.post(answer.headers["Location"], data={"action": "deny"})
    back = visitor.get(answer.headers["Location"])
    assert back.headers["Location"] == "/"
    assert visitor.get("/").status_code == 303


def test_a_way_back_that_nobody_began_opens_nothing(visitor):
    visitor.get("/oauth2callback", params={"code": "x", "state": "y"})
    assert visitor.get(FIGURE).status_code == 401


def test_a_viewer_sends_no_file_and_who_may_needs_the_pages_own_key(signed_in):
    for sub, said in (("s-viewer", "role analyst"), ("s-stranger", "token"), ("s-editor", "XSRF")):
        answer = signed_in(sub).put("/_stcore/upload_file/x/y", content=b"x")
        assert answer.status_code in (401, 403)
        assert said in answer.text


def test_a_sign_in_is_in_the_audit_trail_by_its_id_alone(shipped, signed_in):
    signed_in("s-analyst")
    act = newest(shipped, 1)[0]
    assert (act.who, act.what, act.about) == ("user:s-analyst", "sign in", {"role": "analyst"})


def test_a_token_opens_what_its_role_may_until_it_is_revoked(site, shipped, monkeypatch, capsys):
    monkeypatch.setenv("CHIPCENSUS_VAR", site.settings["CHIPCENSUS_VAR"])
    assert main(["tokens", "new", "nightly", "--role", "viewer"]) == 0
    token = capsys.readouterr().out.strip()
    key = {"Authorization": f"Bearer {token}"}
    assert get(f"{site.address}{FIGURE}", headers=key).status_code == 200
    assert get(f"{site.address}/api/v1/tables/deals.csv", headers=key).status_code == 200
    assert put(f"{site.address}/_stcore/upload_file/x/y", headers=key).status_code == 403
    main(["tokens", "list"])
    (identity,) = [li.split()[0] for li in capsys.readouterr().out.splitlines() if "nightly" in li]
    assert main(["tokens", "revoke", identity]) == 0
    assert get(f"{site.address}{FIGURE}", headers=key).status_code == 401
    assert [act.what for act in newest(shipped, 2)] == ["revoke token", "new token"]


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("analyst", 200), ("editor", 200)])
def test_who_may_explore_asks_in_sql(site, monkeypatch, capsys, role, status):
    monkeypatch.setenv("CHIPCENSUS_VAR", site.settings["CHIPCENSUS_VAR"])
    main(["tokens", "new", "in SQL", "--role", role])
    key = {"Authorization": f"Bearer {capsys.readouterr().out.strip()}"}
    told = {"sql": "SELECT count(*) AS deals FROM deals"}
    answer = post(f"{site.address}/api/v1/sql", json=told, headers=key)
    assert answer.status_code == status
    page = get(f"{site.address}/api/v1/explore/schema.json", headers=key)
    assert page.status_code == status
    assert post(f"{site.address}/api/v1/sql", json=told).status_code == 401


@pytest.mark.parametrize("given", ["Bearer ccx_aaaa", "bearer x", "Bearer", "Basic eDp5"])
def test_another_key_opens_nothing(site, given):
    assert get(f"{site.address}{FIGURE}", headers={"Authorization": given}).status_code == 401


def test_a_bad_token_is_not_mended_by_a_cookie(signed_in):
    client = signed_in("s-editor")
    assert client.get(FIGURE, headers={"Authorization": "Bearer ccx_bad"}).status_code == 401


def test_no_secret_is_in_the_log(site, visitor, monkeypatch, capsys):
    monkeypatch.setenv("CHIPCENSUS_VAR", site.settings["CHIPCENSUS_VAR"])
    main(["tokens", "new", "logged"])
    token = capsys.readouterr().out.strip()
    sign_in(visitor, "s-analyst", "/funding?secret-page")
    visitor.get(FIGURE, headers={"Authorization": f"Bearer {token}"})
    visitor.get(FIGURE, headers={"Authorization": f"Bearer {token}x"})
    visitor.get("/oauth2callback", params={"code": "code-of-nobody", "state": "state-of-nobody"})
    visitor.get("/visit/token-of-a-visit/search")
    log = site.log.read_text("utf-8")
    assert [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    secrets = [SECRET, token[4:], *visitor.cookies.values(), "code-of-nobody", "token-of-a-visit"]
    secrets += [value for claims in PEOPLE.values() for value in (claims["name"], claims["email"])]
    assert [one for one in secrets if one in log] == []
