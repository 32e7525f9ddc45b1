"""Who a reader is: by the claims of a sign-in, by a token, or by the settings alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from chipcensus.access.roles import Reader, Role, role_named
from chipcensus.settings import Settings, listed
from chipcensus.state import Tokens

SECONDS_AN_HOUR = 3600
# Who comes without a sign-in and without a token.
LOCAL, PUBLIC = "local", "public"


class Access:
    """The readers of one installation."""

    def __init__(self, settings: Settings, now: Callable[[], float] = time.time) -> None:
        """Know what `settings` say of sign-in and roles.

        Raises:
            BadParameter: CHIPCENSUS_PUBLIC_ROLE is no role.
        """
        self.settings, self.now = settings, now
        self.has_sign_in = bool(settings.oidc_url)
        self._public_role = role_named(settings.public_role)
        self._tokens = Tokens(settings)
        # The highest first: who stands in two lists has the higher role.
        self._lists = [
            (Role.EDITOR, _entries(settings.editors)),
            (Role.ANALYST, _entries(settings.analysts)),
            (Role.VIEWER, _entries(settings.viewers)),
        ]

    def of_nobody(self) -> Reader | None:
        """Who has neither signed in nor a token; None where only who has may read."""
        if self.settings.public:
            return Reader(PUBLIC, self._public_role)
        return None if self.has_sign_in else Reader(LOCAL, Role.EDITOR)

    def of_token(self, text: str) -> Reader | None:
        """Whose token this is; None of one that is unknown, revoked or over. Raises StateBroken."""
        found = self._tokens.find(text)
        return Reader(f"token:{found.id}", role_named(found.role), found.name) if found else None

    def of_claims(self, claims: Mapping[str, Any]) -> Reader | None:
        """Whom the provider's claims are of; None of who may not read, or whose sign-in is over."""
        subject = str(claims.get("sub") or "")
        if not self.has_sign_in or not subject or self._is_over(claims):
            return None
        email = _email(claims)
        known = {email, f"@{email.rpartition('@')[2]}"} if email else set()
        known |= _values(claims.get(self.settings.oidc_claim))
        role = next((role for role, entries in self._lists if known & entries), None)
        if role is None and not self.settings.viewers:
            role = Role.VIEWER
        name = str(claims.get("name") or email or "")
        return Reader(f"user:{subject}", role, name) if role else None

    def _is_over(self, claims: Mapping[str, Any]) -> bool:
        issued = claims.get("iat")
        if not isinstance(issued, int | float):
            return True
        return self.now() - issued > self.settings.oidc_hours * SECONDS_AN_HOUR


def _email(claims: Mapping[str, Any]) -> str:
    """The e-mail, unless the provider says that it is not known to be the reader's."""
    if claims.get("email_verified") in (False, "false"):
        return ""
    return str(claims.get("email") or "").casefold()


def _values(claim: object) -> set[str]:
    """The values of a claim, alone or in a list; an e-mail in it is no e-mail of the reader's."""
    values = claim if isinstance(claim, list) else [claim]
    return {v.casefold() for v in values if isinstance(v, str) and "@" not in v}


def _entries(text: str) -> frozenset[str]:
    return frozenset(entry.casefold() for entry in listed(text))


@cache
def access_of(settings: Settings) -> Access:
    """The one Access of these settings."""
    return Access(settings)
