"""Tokens: kept as hashes, good until they end or are revoked."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta

import pytest

from chipcensus.access import Access, Reader, Role
from chipcensus.errors import UnknownToken
from chipcensus.state import Tokens


def test_a_token_opens_with_its_role_and_is_kept_as_a_hash(settings):
    text, token = Tokens(settings).new("nightly report", "analyst")
    assert text.startswith("ccx_")
    assert len(text) == 36
    found = Access(settings).of_token(text)
    assert found == Reader(f"token:{token.id}", Role.ANALYST, "nightly report")
    kept = Tokens(settings).file
    assert text.encode() not in kept.read_bytes()
    assert text[4:].encode() not in kept.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_no_two_tokens_are_the_same(settings):
    tokens = Tokens(settings)
    assert len({tokens.new("x", "viewer")[0] for _ in range(20)}) == 20
    assert len({token.id for token in tokens.all()}) == 20


@pytest.mark.parametrize("text", ["", "ccx_", "ccx_' OR 1=1 --", "x", "ccx_" + "a" * 10_000])
def test_another_text_opens_nothing(settings, text):
    assert Access(settings).of_token(text) is None
    Tokens(settings).new("x", "editor")
    assert Access(settings).of_token(text) is None


def test_the_hash_or_the_id_opens_nothing(settings):
    _, token = Tokens(settings).new("x", "editor")
    assert Access(settings).of_token(token.hash) is None
    assert Access(settings).of_token(f"ccx_{token.id}") is None


def test_a_revoked_token_opens_nothing_at_once(settings):
    tokens = Tokens(settings)
    text, token = tokens.new("x", "viewer")
    other, _ = tokens.new("y", "viewer")
    first = tokens.revoke(token.id).revoked_at
    assert first
    assert tokens.find(text) is None
    assert tokens.find(other)
    assert tokens.revoke(token.id).revoked_at == first
    with pytest.raises(UnknownToken, match="'nobody'"):
        tokens.revoke("nobody")


def test_a_token_ends_by_itself(settings):
    text, token = Tokens(settings).new("x", "viewer", days=3)
    now = datetime.now(UTC)
    assert Tokens(settings).find(text) == token
    assert token.is_good(now + timedelta(days=2.9))
    assert not token.is_good(now + timedelta(days=3.1))
