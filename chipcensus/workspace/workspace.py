"""What one visit has loaded: files examined, taken in, built into a generation of its own."""

from __future__ import annotations

import secrets
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from chipcensus.census import Census
from chipcensus.i18n import Words
from chipcensus.importing.rows import Upload
from chipcensus.intake import (
    Draft,
    Import,
    accept,
    discard,
    examine,
    imports,
    in_force,
    publish_draft,
)
from chipcensus.jobs import Job, Say
from chipcensus.known import known_companies
from chipcensus.private import PrivateCensus
from chipcensus.publish import build_private

# Before it, what a token opens: addresses of one visit, no part of the API.
VISIT = "/visit"
TOKEN_BYTES = 32
# Of the names of its generations, which have nothing to do with the token.
NAME_BYTES = 6
EXAMINE, BUILD, PUBLISH = "examine", "build", "publish"
# Files are read and generations built one at a time, whoever asked: each takes what memory it may.
_AT_WORK = threading.Lock()
TURN_SECONDS = 0.5

IsHere = Callable[[str], bool]


class Workspace:
    """What one visit has loaded. Its methods are called by the visit's own pages.

    Attributes:
        token: opens it; 256 bits, never written to a file or a log of ours.
        folder: what is taken in, and the private generation.
        address: below which its answers are found over HTTP.
        census: over its own data; None until something is loaded.
        job: what is being worked at, or was worked at last.
        draft: files examined and not yet taken in.
        scopes: the visit's own rules, as text; empty = the shared ones.
        as_format: what the reader says the files are; empty = as recognised.
    """

    def __init__(self, shared: Census, folder: Path) -> None:
        """Use `folder`, which is there; nothing is loaded yet."""
        self.shared, self.folder = shared, folder
        self.token = secrets.token_urlsafe(TOKEN_BYTES)
        self.address = f"{VISIT}/{self.token}"
        self.census: PrivateCensus | None = None
        self.job: Job | None = None
        self.draft: Draft | None = None
        self.scopes = self.as_format = ""
        self.is_closed = False
        self._uploads: tuple[Upload, ...] = ()
        self._visitors: set[str] = set()
        self._seen = time.monotonic()
        self._lock = threading.Lock()

    # ---- Who is there

    def visited_by(self, visitor: str) -> None:
        """A session shows this workspace."""
        self._visitors.add(visitor)
        self._seen = time.monotonic()

    def is_left(self, is_here: IsHere, seconds: float) -> bool:
        """Whether none of its sessions has been there for `seconds`."""
        # One that is away may come back and show nothing new: it stays among the visitors.
        if any(map(is_here, self._visitors.copy())):
            self._seen = time.monotonic()
            return False
        return time.monotonic() - self._seen > seconds

    # ---- What is loaded

    def is_busy(self) -> bool:
        """Whether something is being worked at: nothing else is begun meanwhile."""
        return self.job is not None and not self.job.is_over()

    def imports(self) -> list[Import]:
        """What was taken in, in the order it came."""
        return imports(self._shelf)

    def examine(self, uploads: Sequence[Upload], words: Words, as_format: str = "") -> None:
        """Begin to read files; what they hold will be `draft`. Those before are given up."""
        if self.is_busy():  # in another tab
            return
        self.discard()
        self._uploads, self.as_format = tuple(uploads), as_format
        self._begin(EXAMINE, lambda say: self._examine(words, as_format, say))

    def examine_again(self, words: Words, as_format: str) -> None:
        """Begin to read the same files as another format; empty = as recognised."""
        self.examine(self._uploads, words, as_format)

    def discard(self) -> None:
        """Give up what was examined; not while it is worked at."""
        if self.is_busy():
            return
        if self.draft is not None:
            discard(self.draft)
        self.draft, self._uploads, self.job = None, (), None

    def take(self, *, only_right: bool) -> None:
        """Begin to take the draft in and to build a generation with it, for this visit only."""
        draft = self.draft
        if draft is not None:  # else it was taken or given up in another tab
            self._begin(BUILD, lambda say: self._take(draft, only_right, say))

    def publish(self, *, only_right: bool) -> None:
        """Begin to take the draft into everybody's data."""
        draft = self.draft
        if draft is not None:
            self._begin(PUBLISH, lambda say: self._publish(draft, only_right, say))

    def remove(self, import_id: str) -> None:
        """Begin to build without an import, which is deleted at once."""
        if self.is_busy():
            return
        shutil.rmtree(self._shelf / import_id, ignore_errors=True)
        self.rebuild()

    def tag(self, scopes: str) -> None:
        """Begin to count by other rules; empty = the shared ones. The text has been checked."""
        if self.is_busy():
            return
        self.scopes = scopes
        self.rebuild()

    def rebuild(self) -> None:
        """Begin to build what is loaded; where that is nothing, the shared data answers."""
        if self.imports():
            self._begin(BUILD, self._build)
        else:
            self.put_down()

    # ---- The work, each in a thread of its own

    @property
    def _shelf(self) -> Path:
        return self.folder / "imports"

    def _begin(self, name: str, work: Callable[[Say], object]) -> None:
        if not self.is_busy() and not self.is_closed:
            self.job = Job(name, lambda say: _in_turn(work, say))

    def _examine(self, words: Words, as_format: str, say: Say) -> None:
        self.draft = examine(
            self._uploads,
            self._shelf,
            as_format=as_format,
            known=known_companies(self.shared),
            words=words,
            say=say,
            settings=self.shared.settings,
            beside=self._in_force(),
        )

    def _take(self, draft: Draft, only_right: bool, say: Say) -> Import:
        before = {one.id for one in self.imports()}
        taken = accept(draft, only_right=only_right)
        try:
            self._build(say)
        except BaseException:
            if taken.id not in before:
                shutil.rmtree(taken.folder, ignore_errors=True)
            raise
        finally:
            self.draft, self._uploads = None, ()
        return taken

    def _publish(self, draft: Draft, only_right: bool, say: Say) -> object:
        try:
            return publish_draft(self.shared.settings, draft, only_right=only_right, say=say)
        finally:
            self.draft, self._uploads = None, ()

    def _build(self, say: Say) -> None:
        name = secrets.token_hex(NAME_BYTES)
        settings = self.shared.settings
        file = build_private(settings, self.folder, self._in_force(), self.scopes, name, say)
        self.take_up(file)

    def _in_force(self) -> list[Import]:
        """The imports of everybody's data and this visit's own."""
        found = {one.id: one for one in in_force(self.shared.settings)}
        return list((found | {one.id: one for one in self.imports()}).values())

    def take_up(self, file: Path) -> None:
        """Answer from a private generation from now on; the one before is let go."""
        opened = self.shared.store.open_at(file)
        with self._lock:
            if self.is_closed:
                opened.close()
                return
            before, own = self.census, bool(self.scopes)
            self.census = PrivateCensus(self.shared, opened, self.address, has_own_rules=own)
        self._let_go(before)

    def put_down(self) -> None:
        """Answer from the shared data again."""
        with self._lock:
            before, self.census = self.census, None
        self._let_go(before)

    def close(self) -> None:
        """End it: nothing of it is left, in memory or on the disk."""
        self.is_closed = True
        self.put_down()
        if self.is_busy() and self.job is not None:  # it writes until its next word
            self.job.give_up()
            threading.Thread(target=self._clear, name="clearing", daemon=True).start()
        else:
            self._clear()

    def _clear(self) -> None:
        if self.job is not None:
            self.job.wait()
        with suppress(OSError):
            self.discard()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _let_go(self, census: PrivateCensus | None) -> None:
        if census is not None:
            census.generation().close()
            (self.folder / census.generation().file).unlink(missing_ok=True)


def _in_turn(work: Callable[[Say], object], say: Say) -> object:
    """Work once nobody else's is under way; it says that it waits."""
    while not _AT_WORK.acquire(timeout=TURN_SECONDS):
        say("wait")
    try:
        return work(say)
    finally:
        _AT_WORK.release()
