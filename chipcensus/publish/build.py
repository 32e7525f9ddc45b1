"""Turn data/ into one immutable generation, or say everything that is wrong and change nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from chipcensus.drafts import written
from chipcensus.publish.base import content_id
from chipcensus.publish.imports import Import, in_force, shared_folder
from chipcensus.publish.kept import sweep_imports
from chipcensus.publish.making import Made, Progress, scopes_text, write
from chipcensus.settings import Settings
from chipcensus.state import record
from chipcensus.store import Store, remove, writing

PRIVATE = "private-"
# In the audit trail.
PUBLISHED = "publish"


def generation_id(settings: Settings, imports: Sequence[Import] | None = None) -> str:
    """Hash of the data, the schema, the questions and the imports (default: those in force).

    The same content has the same id.
    """
    taken = in_force(settings) if imports is None else imports
    return content_id(settings, [one.id for one in taken])


def build(
    settings: Settings,
    say: Progress = lambda _: None,
    imports: Sequence[Import] | None = None,
) -> str:
    """Build and publish a generation; return its id.

    Args:
        settings: where data, questions and generations lie.
        say: called with the name of each step: read, check, load, derive, verify, publish.
        imports: taken in behind data/, and in force from then on; default: those in force.

    Raises:
        ProblemsFound: the data breaks its schema or a rule of queries/checks; nothing changed.
        Busy: another process builds or imports, and has not come to an end.
        NotWritten: there is no room for it, or it may not be written; nothing changed.
    """
    store = Store(settings)
    with writing(store.folder, settings.wait_seconds, say):
        store.sweep()
        taken = in_force(settings, say) if imports is None else imports
        made = Made(generation_id(settings, taken), taken, scopes_text(settings), imports is None)
        with _drafted(store.draft(made.identity)) as draft:
            write(settings, made, draft, say)
            say("publish")
            built = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
            file = f"{made.identity}-{built}.duckdb"
            store.publish(draft, file, [one.id for one in taken])
            record(settings, PUBLISHED, generation=made.identity, imports=[i.id for i in taken])
        sweep_imports(shared_folder(settings), store, taken)
    return made.identity


def build_private(
    settings: Settings,
    folder: Path,
    imports: Sequence[Import],
    scopes: str,
    token: str,
    say: Progress = lambda _: None,
) -> Path:
    """Build data/ and a visit's own imports into its folder; return the file.

    Nothing of it enters what is published. The file is new or replaced as a whole.

    Args:
        settings: where data and questions lie.
        folder: the visit's own.
        imports: the visit's, in the order they came.
        scopes: rules like data/scopes.toml; empty = those.
        token: name of the file, another at every build: answers are kept by it.
        say: called with the name of each step.

    Raises:
        ProblemsFound: the imports break a rule; nothing changed.
    """
    made = Made(f"{PRIVATE}{token}", imports, scopes or scopes_text(settings))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{made.identity}.duckdb"
    draft = folder / f"draft-{token}" / "generation.duckdb"
    remove(draft.parent)
    draft.parent.mkdir()
    with _drafted(draft):
        write(settings, made, draft, say)
        draft.replace(path)
    return path


@contextmanager
def _drafted(draft: Path) -> Iterator[Path]:
    """A draft's file, whose folder goes whatever comes of it. Raises NotWritten."""
    try:
        with written("The generation"):
            yield draft
    finally:
        remove(draft.parent)
