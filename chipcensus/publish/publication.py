"""Publish the current generation where engines and replicas read it, and go back there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from chipcensus.drafts import written
from chipcensus.errors import GenerationGone, PublicationBroken, PublicationMissing
from chipcensus.publish.drafting import draft_publication
from chipcensus.publish.making import Progress
from chipcensus.settings import Settings
from chipcensus.state import record
from chipcensus.store import Store, remove, writing
from chipcensus.store.manifest import FOLDER, NAME, Manifest
from chipcensus.store.place import Found
from chipcensus.store.publication import CURRENT, Pointer, Publication

# In the audit trail.
PUBLISHED_AT, ROLLED_BACK_AT = "publish_to", "roll_back_at"
DRAFTS, DRAFT = "publishing", "draft-"
# So long who has begun to read or to write may go on.
YOUNG = timedelta(hours=1)
SENDERS = 4


def publish_at(settings: Settings, where: str, say: Progress = lambda _: None) -> Manifest:
    """Publish the current generation at a place, and make it the current one there.

    What is there stays whole until the last step, a file that is put in the place of another; who
    is stopped before leaves what the next one clears. A generation that is there already is only
    made current.

    Args:
        settings: where generations and imports lie.
        where: a folder, or s3://bucket/prefix.
        say: called with the name of each step.

    Raises:
        Busy: another publishes there, or has published meanwhile.
        GenerationMissing: there is no generation, or data/ is another than it was built from.
        PublicationMissing: the place cannot be reached.
        NotWritten: there is no room.
    """
    publication = Publication(where)
    with _writing(settings, publication, say) as is_alone:
        before = publication.pointer()
        file = Store(settings).current_file()
        found = _already_there(publication, file)
        manifest = found or _sent(settings, publication, file, say)
        say("publish")
        _point(publication, manifest, before)
        record(settings, PUBLISHED_AT, to=publication.place.name, generation=manifest.id)
        try:
            _prune(settings, publication, manifest, before, is_alone=is_alone)
        except PublicationMissing as error:  # published all the same
            say(f"old generations stay there: {error}")
    return manifest


def roll_back_at(
    settings: Settings, where: str, identity: str = "", say: Progress = lambda _: None
) -> Manifest:
    """Make an earlier generation the current one at a place: only the pointer is written.

    Args:
        settings: for the audit trail, and how long to wait for another who publishes.
        where: as publish_at.
        identity: a generation that is there; empty = the one published before the current.
        say: told when it takes longer.

    Raises:
        GenerationGone: it is not there, or there is none before.
        PublicationBroken: files of it are missing.
        Busy, PublicationMissing: as publish_at.
    """
    publication = Publication(where)
    with _writing(settings, publication, say):
        before = publication.pointer()
        manifest = _earlier(publication.manifests(), before, identity)
        _refuse_incomplete(publication, manifest)
        _point(publication, manifest, before)
        record(settings, ROLLED_BACK_AT, at=publication.place.name, generation=manifest.id)
    return manifest


@contextmanager
def _writing(settings: Settings, publication: Publication, say: Progress) -> Iterator[bool]:
    """One publisher of this folder, and where there are locks of the place, at a time."""
    seconds = settings.wait_seconds
    with (
        writing(settings.var / DRAFTS, seconds, say),
        written("The publication"),
        publication.place.alone(seconds, say) as is_alone,
    ):
        yield is_alone


def _already_there(publication: Publication, file: str) -> Manifest | None:
    """The manifest of a generation that was published before and has all its files."""
    try:
        manifest = publication.manifest(f"{FOLDER}/{Path(file).stem}/{NAME}")
        _refuse_incomplete(publication, manifest)
    except PublicationBroken:
        return None
    return manifest


def _sent(settings: Settings, publication: Publication, file: str, say: Progress) -> Manifest:
    """Draft a generation and copy it to the place, the manifest last."""
    drafts = settings.var / DRAFTS
    for left in drafts.glob(f"{DRAFT}*"):
        remove(left)
    root = drafts / f"{DRAFT}{uuid4().hex[:8]}"
    root.mkdir(parents=True)
    try:
        store = Store(settings)
        with writing(store.folder, settings.wait_seconds, say):
            manifest = draft_publication(settings, file, root, say)
        say("send")
        _send(publication, manifest, root)
    finally:
        remove(root)
    return manifest


def _send(publication: Publication, manifest: Manifest, root: Path) -> None:
    place = publication.place
    place.remove([manifest.path])  # what is there under this name lacks files
    paths = [file.path for file in manifest.files]
    with ThreadPoolExecutor(SENDERS) as pool:
        for _ in pool.map(lambda path: place.send(root / path, path), paths):
            pass
    left = {one.path for one in place.found(manifest.folder)} - set(paths)
    place.remove(sorted(left))
    text = root / NAME
    text.write_text(manifest.text(), encoding="utf-8")
    place.send(text, manifest.path)


def _point(publication: Publication, manifest: Manifest, before: Pointer | None) -> None:
    content, _ = publication.place.read(manifest.path)
    told = {"manifest": manifest.path, "sha256": hashlib.sha256(content).hexdigest()}
    text = json.dumps(told, indent=1) + "\n"
    publication.place.swap(CURRENT, text.encode(), before.mark if before else "")


def _refuse_incomplete(publication: Publication, manifest: Manifest) -> None:
    there = {one.path: one.bytes for one in publication.place.found(manifest.folder)}
    missing = [file.path for file in manifest.files if there.get(file.path) != file.bytes]
    if missing:
        raise PublicationBroken(
            f"Generation {manifest.id} of {publication.place.name} lacks {len(missing)} files, "
            f"such as {missing[0]}."
        )


def _earlier(manifests: Sequence[Manifest], pointer: Pointer | None, identity: str) -> Manifest:
    """The generation to go back to. Raises GenerationGone."""
    paths = [one.path for one in manifests]
    if identity:
        found = [one for one in manifests if one.id == identity]
    elif pointer is None:
        raise PublicationMissing("Nothing is published there.")
    else:
        place = paths.index(pointer.manifest) + 1 if pointer.manifest in paths else 0
        found = list(manifests[place:])
    if not found:
        raise GenerationGone(
            f"Generation {identity or 'before the current one'} is not published there."
        )
    return found[0]


def _prune(
    settings: Settings,
    publication: Publication,
    current: Manifest,
    before: Pointer | None,
    *,
    is_alone: bool,
) -> None:
    """Remove the oldest generations beyond the number to keep, and what was cut off."""
    manifests = publication.manifests()
    held = {current.path, before.manifest if before else ""}
    others = [one for one in manifests if one.path != current.path]
    old = [
        one
        for one in others[max(0, settings.kept_generations - 1) :]
        if one.path not in held and _left_at(one, manifests) < datetime.now(UTC) - YOUNG
    ]
    place = publication.place
    for one in old:
        # Without its manifest it is no generation any more, wherever this is stopped.
        place.remove([one.path])
        place.clear(one.folder)
    _sweep(publication, is_alone=is_alone)


def _left_at(one: Manifest, manifests: Sequence[Manifest]) -> datetime:
    """When a generation ceased to be the newest."""
    later = [other.published_at for other in manifests if other.published_at > one.published_at]
    return min(later, default=one.published_at)


def _sweep(publication: Publication, *, is_alone: bool) -> None:
    """Remove what was cut off; where others may be sending, only what is older than YOUNG."""
    place = publication.place
    for name in place.folders(FOLDER):
        found = place.found(f"{FOLDER}/{name}")
        is_whole = any(one.path == f"{FOLDER}/{name}/{NAME}" for one in found)
        if not is_whole and (is_alone or _is_old(found)):
            place.clear(f"{FOLDER}/{name}")


def _is_old(found: Sequence[Found]) -> bool:
    newest = max((one.written_at for one in found), default=datetime.now(UTC))
    return newest < datetime.now(UTC) - YOUNG
