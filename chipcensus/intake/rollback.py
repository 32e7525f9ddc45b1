"""Back to an earlier generation, and the imports it was built with."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from chipcensus.errors import GenerationGone
from chipcensus.publish.kept import kept_imports
from chipcensus.settings import Settings
from chipcensus.state import record
from chipcensus.store import Store, writing

# In the audit trail.
ROLLED_BACK = "roll_back"


@dataclass(frozen=True)
class RolledBack:
    """The generation that is current now, the one before, and the imports in force no more."""

    generation: str
    before: str
    set_aside: Sequence[str]


def roll_back(settings: Settings, identity: str = "") -> RolledBack:
    """Make an earlier generation the current one; what was imported since is set aside.

    The imports in force are named where the current generation is: both change in one rename, and
    the next build takes in the imports of the generation rolled back to.

    Args:
        settings: where generations lie.
        identity: a generation that is kept; empty = the one before the current.

    Raises:
        GenerationGone: it is not kept, or there is none before.
        Busy: another process builds or imports.
    """
    store = Store(settings)
    with writing(store.folder, settings.wait_seconds):
        current, kept = store.current_file(), store.kept()
        names = [path.name for path in kept.values()]
        if identity:
            path = kept.get(identity)
        else:
            later = names[names.index(current) + 1 :] if current in names else names
            path = store.folder / later[0] if later else None
        if path is None:
            raise GenerationGone(f"Generation {identity or 'before the current one'} is not kept.")
        with closing(store.open(path.name)) as opened, closing(opened.cursor()) as cursor:
            imports, now = kept_imports(cursor), opened.id
        aside = [one for one in store.imports() if one not in imports]
        store.point(path.name, imports)
        record(settings, ROLLED_BACK, generation=now, before=current.split("-")[0], set_aside=aside)
    return RolledBack(now, current.split("-")[0], aside)
