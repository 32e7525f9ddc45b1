"""Roles, what each may do, and the reader who has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType

from chipcensus.errors import BadParameter


class Role(IntEnum):
    """Each role may all that the one before it may."""

    VIEWER = 1
    ANALYST = 2
    EDITOR = 3

    @property
    def word(self) -> str:
        """The role as settings, commands and words of the screen name it."""
        return self.name.lower()


class Right(StrEnum):
    """What somebody may do."""

    READ = "read"  # pages, figures, downloads, citations, reports
    EXPLORE = "explore"  # ask in SQL
    IMPORT = "import"  # data of the visit's own
    PUBLISH = "publish"  # change what everybody reads


LEAST: Mapping[Right, Role] = MappingProxyType(
    {
        Right.READ: Role.VIEWER,
        Right.EXPLORE: Role.ANALYST,
        Right.IMPORT: Role.ANALYST,
        Right.PUBLISH: Role.EDITOR,
    }
)


@dataclass(frozen=True)
class Reader:
    """Who reads.

    Attributes:
        id: `local`, `public`, `token:<id>` or `user:<subject>`: never a name or an address.
        role: what decides on rights.
        name: as the provider tells it, for this reader's own screen only; may be empty.
    """

    id: str
    role: Role
    name: str = ""

    @property
    def is_signed_in(self) -> bool:
        """Whether the reader came by a sign-in, and so can leave."""
        return self.id.startswith("user:")


def may(reader: Reader | None, right: Right) -> bool:
    """Whether a reader may do something; who is nobody may nothing."""
    return reader is not None and reader.role >= LEAST[right]


def role_named(word: str) -> Role:
    """The role of this name. Raises BadParameter."""
    try:
        return Role[word.strip().upper()]
    except KeyError:
        names = ", ".join(role.word for role in Role)
        raise BadParameter(f"Role: found {word!r}; expected one of {names}.") from None
