"""A publication as a store: its generations are opened by their embedded files, fetched here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from chipcensus.errors import GenerationBroken, PublicationMissing
from chipcensus.settings import Settings
from chipcensus.store.generations import POINTER, SUFFIX, Generation, Store
from chipcensus.store.manifest import Manifest
from chipcensus.store.publication import Publication, Published, open_published

# What answers without an engine is another generation than what the engine has: another name.
EMBEDDED = f".embedded{SUFFIX}"
MANIFEST = ".json"


class Fetched(Store):
    """The generations of a publication, as far as they were asked for; written by nobody here.

    The pointer names the one that was taken up last: what answers where neither the publication nor
    an engine is reached.
    """

    def __init__(self, settings: Settings) -> None:
        """Use `settings.var`/published for `settings.publication`; nothing is read yet."""
        super().__init__(settings)
        self.folder = settings.var / "published"
        self.publication = Publication(settings.publication)
        self._read = ""
        self._newest: Manifest | None = None
        self._manifests: Mapping[str, Manifest] = {}

    def newest(self) -> Manifest:
        """What is published just now. Raises PublicationMissing, PublicationBroken."""
        pointer = self.publication.pointer()
        if pointer is None or self._newest is None or pointer.sha256 != self._read:
            newest = self.publication.current()
            every = (newest, *self.publication.manifests())
            self._manifests = {one.file: one for one in sorted(every, key=_built, reverse=True)}
            self._newest, self._read = newest, pointer.sha256 if pointer else ""
        return self._newest

    def open(self, file: str) -> Generation:
        """Open a published generation, or by its other name the embedded data of it.

        Raises:
            PublicationMissing, PublicationBroken: its embedded file cannot be fetched.
            GenerationBroken: there is no such generation, or its file cannot be read.
        """
        name = Path(file).name
        if name.endswith(EMBEDDED):
            return self._embedded(name.removesuffix(EMBEDDED))
        manifest = self._manifests.get(name)
        if manifest is None:
            raise GenerationBroken(f"{name} is not published.")
        return self.open_published(manifest)

    def open_published(self, manifest: Manifest) -> Published:
        """Open a generation of the publication; raises as `open` does."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.publication.fetch(manifest, self.folder)
        # Beside it, for the process that runs readers' statements.
        beside = manifest_of(path)
        if not beside.is_file():
            draft = beside.with_name(f".{beside.name}")
            draft.write_text(manifest.text(), encoding="utf-8")
            draft.replace(beside)
            for old in self.folder.glob(f"*{MANIFEST}"):
                if not old.with_suffix(SUFFIX).exists():
                    old.unlink(missing_ok=True)
        return open_published(self.settings, manifest, path)

    def remember(self, taken: Published, *, instead: bool = True) -> None:
        """Let `taken` be what answers where nothing is reached, `instead` of what was before."""
        if instead or not (self.folder / POINTER).is_file():
            self.point(taken.file, ())

    def embedded(self) -> Generation:
        """The embedded data taken up last. Raises GenerationMissing, GenerationBroken."""
        return self._embedded(Path(self.current_file()).stem)

    def data_of(self, generation: Generation) -> Generation:
        """What is taken away of a generation, and by whose id: of a published one what it embeds.

        Raises:
            GenerationBroken: the file cannot be read.
        """
        return (
            self._embedded(generation.path.stem)
            if isinstance(generation, Published)
            else generation
        )

    def kept(self) -> dict[str, Path]:
        """Where the file of each published generation lies once it is fetched, newest first."""
        found: dict[str, Path] = {}
        for one in self._manifests.values():
            found.setdefault(one.id, self.folder / one.file)
        return found

    def dates(self) -> dict[str, datetime]:
        """When each of them was built, UTC."""
        found: dict[str, datetime] = {}
        for one in self._manifests.values():
            found.setdefault(one.id, one.built_at)
        return found

    def built_at(self, generation: Generation) -> datetime:
        """When a generation was built, UTC."""
        try:
            return Manifest.read(manifest_of(generation.path).read_bytes()).built_at
        except (OSError, PublicationMissing):
            return super().built_at(generation)

    def _embedded(self, stem: str) -> Generation:
        return replace(self.open_at(self.folder / f"{stem}{SUFFIX}"), file=f"{stem}{EMBEDDED}")


def manifest_of(path: Path) -> Path:
    """Where the manifest of a fetched generation lies: beside its file."""
    return path.with_suffix(MANIFEST)


def _built(manifest: Manifest) -> datetime:
    return manifest.built_at
