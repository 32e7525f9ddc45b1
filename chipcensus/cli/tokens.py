"""tokens."""

from __future__ import annotations

import argparse
from typing import Any

from chipcensus.access import Role
from chipcensus.cli.command import command
from chipcensus.errors import BadParameter
from chipcensus.settings import read_settings
from chipcensus.state import Token, Tokens, record

LONGEST_NAME = 60
MADE, REVOKED = "new token", "revoke token"


def add(commands: Any) -> None:
    """Add the commands of this group."""
    tokens = command(commands, "tokens", _list, "keys for programs that ask the HTTP API")
    ways = tokens.add_subparsers(metavar="WAY")
    new = command(ways, "new", _new, "make a token; it is printed once and kept as a hash only")
    new.add_argument("name", help="what it is for")
    roles = [role.word for role in Role]
    new.add_argument("--role", choices=roles, default=roles[0], help=f"[{roles[0]}]")
    new.add_argument("--days", type=int, metavar="N", help="days after which it ends [never]")
    command(ways, "list", _list, "every token there was")
    revoke = command(ways, "revoke", _revoke, "let a token open nothing any more, at once")
    revoke.add_argument("id", help="as `chipcensus tokens list` tells it")


def _new(options: argparse.Namespace) -> None:
    if options.days is not None and options.days < 1:
        raise BadParameter(f"--days: found {options.days}; expected 1 or more.")
    name = " ".join(options.name.split())
    if not name or len(name) > LONGEST_NAME:
        raise BadParameter(f"name: expected 1 to {LONGEST_NAME} signs.")
    settings = read_settings()
    text, token = Tokens(settings).new(name, options.role, options.days)
    record(settings, MADE, token=token.id, role=token.role)
    print(text)


def _list(_: argparse.Namespace) -> None:
    for token in Tokens(read_settings()).all():
        print(
            f"{token.id}  {token.role:8}  {token.created_at[:10]}  {_end(token):18}  {token.name}"
        )


def _revoke(options: argparse.Namespace) -> None:
    settings = read_settings()
    token = Tokens(settings).revoke(options.id)
    record(settings, REVOKED, token=token.id, role=token.role)
    print(f"{token.id} revoked: {token.name}")


def _end(token: Token) -> str:
    if token.revoked_at:
        return f"revoked {token.revoked_at[:10]}"
    return f"until {token.ends_at[:10]}" if token.ends_at else "good"
