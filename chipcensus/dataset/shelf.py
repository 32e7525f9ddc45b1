"""The files of a generation: each made at its first request, once, and kept as long as it is."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from uuid import uuid4

import duckdb
import pyarrow as pa

from chipcensus.dataset.describe import Piece, describe
from chipcensus.dataset.tables import read_contents
from chipcensus.dataset.texts import about, texts, title
from chipcensus.dataset.workbook import write_xlsx
from chipcensus.dataset.write import write_csv, write_duckdb, write_parquet, write_zip
from chipcensus.drafts import written
from chipcensus.errors import GenerationBroken, UnknownDownload
from chipcensus.store import Generation, Store
from chipcensus.store.generations import sync

FORMATS = ("duckdb", "parquet.zip", "csv.zip", "xlsx")
DESCRIPTION = "datapackage.json"
PIECES = ("csv", "parquet")


class Shelf:
    """Makes and keeps the files of generations; safe to share between threads and processes."""

    def __init__(self, store: Store) -> None:
        """Keep the files where `store` keeps what belongs to a generation."""
        self.store = store
        self._lock = threading.RLock()

    def file(self, generation: str, name: str) -> Path:
        """The file `name` of a generation, made if it is not there yet.

        Args:
            generation: the generation's file, as `Store` names it.
            name: chipcensus-<id>.<format>, <table>.csv, <table>.parquet or a text's name.

        Raises:
            UnknownDownload: there is no such file; the message says which there are.
            GenerationBroken: the generation cannot be read.
            NotWritten: there is no room for the file.
        """
        path = self.store.downloads(generation) / Path(name).name
        # What begins with a dot is not finished.
        if path.name == name and not name.startswith(".") and path.is_file():
            return path
        with self._lock, closing(self.store.open(generation)) as opened:
            try:
                return _Making(self.store, opened).file(name)
            except (duckdb.Error, pa.ArrowException) as error:
                raise GenerationBroken(f"{generation} cannot be read: {error}") from None


def download_name(identity: str, form: str) -> str:
    """The name of all tables of a generation as one file."""
    return f"chipcensus-{identity}.{form}"


class _Making:
    """Makes files of one opened generation."""

    def __init__(self, store: Store, generation: Generation) -> None:
        self.generation = generation
        self.contents = read_contents(generation)
        self.texts = texts(self.contents, store.settings)
        self.folder = store.downloads(generation.file)

    def file(self, name: str) -> Path:
        """The file, made if need be. Raises UnknownDownload."""
        ways = self._ways()
        if name not in ways:
            raise UnknownDownload(f"No file {name[:80]!r}. There are: {', '.join(ways)}.")
        path = self.folder / name
        if not path.is_file():
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = self.folder / f".{uuid4().hex}"
            try:
                with written(name):
                    ways[name](draft)
                    sync(draft)
                    _put(draft, path)
            finally:
                draft.unlink(missing_ok=True)
        return path

    def _ways(self) -> dict[str, Callable[[Path], None]]:
        """How each file is made, by its name."""
        identity = self.contents.id
        whole = (self._duckdb, self._parquet, self._csv, self._xlsx)
        named = (download_name(identity, form) for form in FORMATS)
        ways: dict[str, Callable[[Path], None]] = dict(zip(named, whole, strict=True))
        ways[DESCRIPTION] = self._describe
        for name, text in self.texts.items():
            ways[name] = partial(_write, text)
        for table in self.contents.tables:
            for ending, write in zip(PIECES, (write_csv, write_parquet), strict=True):
                ways[f"{table.name}.{ending}"] = partial(write, self.generation.cursor(), table)
        return ways

    def _describe(self, path: Path) -> None:
        _write(self._description("csv"), path)

    def _duckdb(self, path: Path) -> None:
        said = {**self.texts, DESCRIPTION: self._description("csv")}
        write_duckdb(self.generation.cursor(), self.contents.tables, said, path)

    def _parquet(self, path: Path) -> None:
        self._zip("parquet", path)

    def _csv(self, path: Path) -> None:
        self._zip("csv", path)

    def _xlsx(self, path: Path) -> None:
        write_xlsx(self.generation.cursor(), self.contents, about(self.contents), path)

    def _zip(self, ending: str, path: Path) -> None:
        said = {**self.texts, DESCRIPTION: self._description(ending)}
        names = [f"{table.name}.{ending}" for table in self.contents.tables]
        write_zip([(n, self.file(n)) for n in names], said, self.contents.built_at, path)

    def _description(self, ending: str) -> str:
        rows = self.generation.cursor().sql("SELECT title, url FROM sources ORDER BY source_id")
        sources = [{"title": text, "url": url} for text, url in rows.fetchall()]
        pieces = {t.name: self._piece(f"{t.name}.{ending}") for t in self.contents.tables}
        described = describe(self.contents, title(), sources, pieces)
        return json.dumps(described, ensure_ascii=False, indent=1) + "\n"

    def _piece(self, name: str) -> Piece:
        content = self.file(name).read_bytes()
        return Piece(name, len(content), hashlib.sha256(content).hexdigest())


def _write(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _put(draft: Path, path: Path) -> None:
    """Give a finished file its name; of two processes the first one wins, so it never changes."""
    with suppress(FileExistsError):
        os.link(draft, path)
