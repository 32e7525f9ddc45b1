"""Who a reader is, and what a role may."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.requests import Request

from chipcensus.access import Access, Reader, Right, Role, access_of, may, require
from chipcensus.access.asking import tell
from chipcensus.errors import BadParameter, NotAllowed, NotSignedIn
from chipcensus.settings import read_settings

NOW = 1_800_000_000
CLAIMS = {"sub": "s-1", "iat": NOW - 60, "email": "An@Example.com", "name": "An"}


def access(**changes) -> Access:
    settings = replace(read_settings({}), **changes)
    return Access(settings, now=lambda: NOW)


def signing_in(**changes) -> Access:
    return access(oidc_url="https://id.example/.well-known/openid-configuration", **changes)


def role(claims, **changes) -> Role | None:
    found = signing_in(**changes).of_claims({**CLAIMS, **claims})
    return found and found.role


def test_each_role_may_what_the_one_before_it_may():
    rights = {role: {r for r in Right if may(Reader("x", role), r)} for role in Role}
    assert rights == {
        Role.VIEWER: {Right.READ},
        Role.ANALYST: {Right.READ, Right.EXPLORE, Right.IMPORT},
        Role.EDITOR: set(Right),
    }
    assert not any(may(None, right) for right in Right)


def test_on_this_machine_the_reader_is_an_editor():
    assert access().of_nobody() == Reader("local", Role.EDITOR)


@pytest.mark.parametrize("word", ["viewer", "analyst", "editor"])
def test_in_public_everybody_has_the_role_of_the_setting(word):
    found = access(public=True, public_role=word).of_nobody()
    assert found == Reader("public", Role[word.upper()])


def test_a_role_that_is_none_is_named():
    with pytest.raises(BadParameter, match="'boss'; expected one of viewer, analyst, editor"):
        access(public_role="boss")


def test_who_has_not_signed_in_is_nobody_unless_all_may_read():
    assert signing_in().of_nobody() is None
    assert signing_in(public=True).of_nobody() == Reader("public", Role.VIEWER)


def test_claims_count_only_where_there_is_a_sign_in():
    assert access().of_claims(CLAIMS) is None
    assert signing_in().of_claims({}) is None
    assert signing_in().of_claims(CLAIMS) == Reader("user:s-1", Role.VIEWER, "An")


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ({"analysts": "an@example.com"}, Role.ANALYST),
        ({"analysts": "x@example.com, AN@example.com"}, Role.ANALYST),
        ({"editors": "@example.com"}, Role.EDITOR),
        ({"editors": "@example.org"}, Role.VIEWER),
        ({"editors": "example.com"}, Role.VIEWER),
        ({"viewers": "an@example.com", "editors": "an@example.com"}, Role.EDITOR),
        ({"viewers": "@example.org"}, None),
        ({"viewers": "@example.org", "analysts": "an@example.com"}, Role.ANALYST),
    ],
)
def test_a_list_of_e_mails_decides(lists, expected):
    assert role({}, **lists) == expected


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"groups": ["staff", "Chip-Editors"]}, Role.EDITOR),
        ({"groups": "chip-editors"}, Role.EDITOR),
        ({"groups": ["chip-editors-eu"]}, Role.VIEWER),
        ({"groups": [None, 3, {"chip-editors": 1}]}, Role.VIEWER),
        ({"roles": ["chip-editors"]}, Role.VIEWER),
    ],
)
def test_a_claim_decides(claims, expected):
    assert role(claims, editors="chip-editors") == expected


def test_the_claim_has_the_name_of_the_setting():
    assert role({"roles": ["boss"]}, editors="boss", oidc_claim="roles") == Role.EDITOR


def test_a_group_that_is_called_like_an_e_mail_is_none():
    assert role({"groups": ["boss@example.org"]}, editors="boss@example.org") == Role.VIEWER


@pytest.mark.parametrize("said", [False, "false"])
def test_an_e_mail_that_nobody_has_verified_does_not_count(said):
    assert role({"email_verified": said}, editors="an@example.com") == Role.VIEWER
    assert role({"email_verified": True}, editors="an@example.com") == Role.EDITOR


@pytest.mark.parametrize("iat", [NOW - 13 * 3600, None, "now"])
def test_a_sign_in_is_over_after_its_hours(iat):
    assert signing_in().of_claims({**CLAIMS, "iat": iat}) is None
    assert signing_in(oidc_hours=13.5).of_claims({**CLAIMS, "iat": NOW - 13 * 3600})


def test_a_route_says_who_may():
    request = Request({"type": "http"})
    with pytest.raises(NotSignedIn, match="Bearer"):
        require(request, Right.READ)
    tell(request.scope, Reader("public", Role.VIEWER))
    with pytest.raises(NotAllowed, match="takes the role analyst; yours is viewer"):
        require(request, Right.EXPLORE)
    assert require(request, Right.READ).id == "public"


def test_settings_do_not_print_their_secret():
    settings = read_settings({"CHIPCENSUS_OIDC_SECRET": "s3cret"})
    assert "s3cret" not in repr(settings)
    assert access_of(settings).settings.oidc_secret == "s3cret"
