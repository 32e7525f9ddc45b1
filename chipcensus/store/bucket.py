"""A publication's place in a bucket of an object store that speaks S3."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from chipcensus.errors import Busy, PublicationMissing
from chipcensus.store.place import Found

BUCKET = "s3://"
# Of one request; the embedded file comes in one.
REQUEST_SECONDS, CONNECT_SECONDS = 300, 5
TRIES, TRYING_SECONDS = 3, 20
# Parts of a large file on their way at the same time, 5 MB each.
PARTS = 4
LONGEST_REASON = 300


class Bucket:
    """A bucket and a prefix in it; methods as Place has them.

    Credentials, region and endpoint are those of AWS_* in the environment, as engines read them.
    """

    def __init__(self, url: str) -> None:
        """Ask nothing yet."""
        import obstore
        from obstore.store import S3Store

        self._obstore = obstore
        self.name = url.rstrip("/")
        bucket, _, prefix = self.name.removeprefix(BUCKET).partition("/")
        endpoint = os.environ.get("AWS_ENDPOINT_URL") or os.environ.get("AWS_ENDPOINT") or ""
        self._store: Any = S3Store(
            bucket,
            prefix=prefix or None,
            client_options={
                "allow_http": endpoint.startswith("http://"),
                "timeout": timedelta(seconds=REQUEST_SECONDS),
                "connect_timeout": timedelta(seconds=CONNECT_SECONDS),
            },
            retry_config={
                "max_retries": TRIES,
                "retry_timeout": timedelta(seconds=TRYING_SECONDS),
            },
        )

    def read(self, path: str) -> tuple[bytes, str]:
        """What a file holds, and its tag."""
        with self._told():
            answer = self._obstore.get(self._store, path)
            mark = answer.meta["e_tag"] or ""
            return bytes(answer.bytes()), mark

    def fetch(self, path: str, to: Path) -> None:
        """Copy a file from there."""
        with self._told(), to.open("wb") as handle:
            for chunk in self._obstore.get(self._store, path).stream():
                handle.write(chunk)

    def send(self, file: Path, path: str) -> None:
        """Copy a file there, a large one in parts."""
        with self._told(is_there=True):
            self._obstore.put(self._store, path, file, max_concurrency=PARTS)

    def swap(self, path: str, content: bytes, mark: str) -> None:
        """Put a file by If-Match, or by If-None-Match where nothing is there yet."""
        mode: Any = {"e_tag": mark} if mark else "create"
        errors = self._obstore.exceptions
        with self._told(is_there=True):
            try:
                self._obstore.put(self._store, path, content, mode=mode)
            except (errors.AlreadyExistsError, errors.PreconditionError):
                if self.read(path)[0] == content:  # done, and the answer was lost on its way
                    return
                raise Busy(
                    f"{self.name}: somebody else has published there meanwhile; that stands. "
                    "Look at it (--list), then publish again if yours is to follow."
                ) from None

    def folders(self, path: str) -> list[str]:
        """Names of the folders in a folder."""
        with self._told():
            listed = self._obstore.list_with_delimiter(self._store, path)
            return sorted(name.rstrip("/").rpartition("/")[2] for name in listed["common_prefixes"])

    def found(self, path: str) -> list[Found]:
        """Every file below a folder."""
        with self._told():
            return [
                Found(one["path"], one["size"], one["last_modified"])
                for chunk in self._obstore.list(self._store, path or None)
                for one in chunk
            ]

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files."""
        with self._told(), suppress(FileNotFoundError):
            self._obstore.delete(self._store, list(paths))

    def clear(self, path: str) -> None:
        """Remove a folder with all in it."""
        self.remove([one.path for one in self.found(path)])

    def uri(self, path: str) -> str:
        """As engines name it."""
        return f"{self.name}/{path}"

    @contextmanager
    def alone(self, seconds: float, say: Callable[[str], None]) -> Iterator[bool]:  # noqa: ARG002
        """A bucket has no locks: `swap` lets one of two through."""
        yield False

    @contextmanager
    def _told(self, *, is_there: bool = False) -> Iterator[None]:
        """What the store says, as an error of ours; `is_there`: nothing found is one, too."""
        try:
            yield
        except FileNotFoundError as error:
            if not is_there:
                raise
            raise self._missing(error) from None
        except self._obstore.exceptions.BaseError as error:
            raise self._missing(error) from None

    def _missing(self, error: Exception) -> PublicationMissing:
        reason = " ".join(str(error).split())[:LONGEST_REASON]
        return PublicationMissing(f"{self.name} cannot be used: {reason}")
