"""A published generation as engines and replicas read it: files, and which of them is current."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from chipcensus.drafts import drafted
from chipcensus.errors import BadParameter, PublicationBroken, PublicationMissing
from chipcensus.settings import Settings
from chipcensus.store.bucket import BUCKET, Bucket
from chipcensus.store.folder import Folder
from chipcensus.store.generations import POINTER, SUFFIX, Generation, Store
from chipcensus.store.manifest import FOLDER, NAME, File, Manifest
from chipcensus.store.place import Place

CURRENT = "current.json"
# Embedded files a server keeps beside the one that its pointer names: newer and earlier ones that
# are being read.
KEPT_FILES = 4


@dataclass(frozen=True)
class Published(Generation):
    """A generation whose tables an engine has; its connection is that of the embedded file.

    The embedded file has the same data without lists of companies.
    """

    manifest: Manifest = field(kw_only=True, repr=False)


@dataclass(frozen=True)
class Pointer:
    """What `current.json` says: the path of a manifest and its hash; `mark` is the file's own."""

    manifest: str
    sha256: str
    mark: str


class Publication:
    """The generations published at a place, and which of them is current."""

    def __init__(self, place: str) -> None:
        """Ask nothing yet.

        Args:
            place: a folder, or s3://bucket/prefix.

        Raises:
            BadParameter: it is neither.
        """
        self.place = place_at(place)

    def pointer(self) -> Pointer | None:
        """Which generation is current; None where nothing is published yet.

        Raises:
            PublicationMissing: the place cannot be reached.
            PublicationBroken: what it says cannot be read.
        """
        try:
            content, mark = self.place.read(CURRENT)
        except FileNotFoundError:
            return None
        try:
            told = json.loads(content)
            return Pointer(told["manifest"], told["sha256"], mark)
        except (KeyError, TypeError, ValueError) as error:
            raise PublicationBroken(
                f"{CURRENT} of {self.place.name} cannot be read ({error!r})."
            ) from None

    def current(self) -> Manifest:
        """The current generation. Raises PublicationMissing, PublicationBroken."""
        pointer = self.pointer()
        if pointer is None:
            raise PublicationMissing(
                f"Nothing is published at {self.place.name}: run `chipcensus publish --to` it."
            )
        return self.manifest(pointer.manifest, pointer.sha256)

    def manifest(self, path: str, sha256: str = "") -> Manifest:
        """A manifest by its path. Raises PublicationBroken where it is not there or not that."""
        try:
            content, _ = self.place.read(path)
        except FileNotFoundError:
            raise PublicationBroken(f"{path} is not there in {self.place.name}.") from None
        if sha256 and hashlib.sha256(content).hexdigest() != sha256:
            raise PublicationBroken(f"{path} of {self.place.name} is not as it was written.")
        return Manifest.read(content)

    def manifests(self) -> list[Manifest]:
        """Every generation there, the one published last first; those cut off are left out."""
        found = []
        for name in self.place.folders(FOLDER):
            try:
                found.append(self.manifest(f"{FOLDER}/{name}/{NAME}"))
            except PublicationBroken:
                continue
        return sorted(found, key=lambda one: one.published_at, reverse=True)

    def fetch(self, manifest: Manifest, to: Path) -> Path:
        """The embedded file of a generation in the folder `to`, fetched unless it is there.

        Raises:
            PublicationMissing: the place cannot be reached.
            PublicationBroken: the file is not there or not as it was written.
            NotWritten: there is no room for it.
        """
        path = to / manifest.file
        if not _is(path, manifest.embedded):
            with drafted(path) as draft:
                self._fetch(manifest.embedded, draft)
        path.touch()
        _drop_old(to)
        return path

    def uri(self, path: str) -> str:
        """The address of a file as an engine reads it."""
        return self.place.uri(path)

    def _fetch(self, file: File, to: Path) -> None:
        try:
            self.place.fetch(file.path, to)
        except FileNotFoundError:
            raise PublicationBroken(f"{file.path} is not there in {self.place.name}.") from None
        if not _is(to, file):
            raise PublicationBroken(f"{file.path} of {self.place.name} is not as it was written.")


def open_published(settings: Settings, manifest: Manifest, path: Path) -> Published:
    """Open a published generation by its embedded file, fetched before. Raises GenerationBroken."""
    opened = Store(settings).open_at(path)
    return Published(manifest.id, manifest.file, opened.connection, path, manifest=manifest)


def place_at(text: str) -> Place:
    """The place a setting names. Raises BadParameter."""
    if text.startswith(BUCKET):
        return Bucket(text)
    if not text or "://" in text:
        raise BadParameter(
            f"CHIPCENSUS_PUBLICATION: found {text!r}; expected a folder or s3://bucket/prefix."
        )
    return Folder(Path(text))


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _is(path: Path, file: File) -> bool:
    """Whether a file here is the one that was published."""
    return path.is_file() and path.stat().st_size == file.bytes and digest(path) == file.sha256


def _drop_old(folder: Path) -> None:
    """Drop the embedded files fetched first; who has one open goes on reading it."""
    pointer = folder / POINTER
    needed = pointer.read_text(encoding="ascii").partition("\n")[0] if pointer.is_file() else ""
    fetched = [path for path in folder.glob(f"*{SUFFIX}") if path.name != needed]
    for path in sorted(fetched, key=_fetched_at)[:-KEPT_FILES]:
        path.unlink(missing_ok=True)


def _fetched_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:  # another replica has dropped it
        return 0
