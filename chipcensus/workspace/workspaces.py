"""The visits that have data of their own, and when each ends.

A visit is a browser on this server, in as many tabs as are open. What it takes in lies in
var/private/<process>/<visit>, readable by this process's owner only; it is found by an unguessable
token, and goes when no page of the visit has been open for a while, when the reader leaves it, or
with the process. What a killed process left behind the next one clears.
"""

from __future__ import annotations

import atexit
import os
import shutil
import threading
import time
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from chipcensus.census import Census
from chipcensus.errors import TooManyVisits
from chipcensus.store import claim, is_claimed
from chipcensus.workspace.workspace import IsHere, Workspace

# Holds the token while a browser has a page of the visit open, so that it can be loaded anew.
COOKIE = "chipcensus_visit"
# How often the process looks which visits have ended.
LOOK_SECONDS = 1.0
PRIVATE_MODE = 0o700


class Workspaces:
    """The workspaces of a process, by their tokens; safe to share between threads."""

    def __init__(self, shared: Census) -> None:
        """Make nothing yet, but clear what killed processes left behind."""
        self.shared = shared
        self.folder = shared.settings.var / "private"
        self._kept: dict[str, Workspace] = {}
        self._lock = threading.Lock()
        self._own: Path | None = None
        self._clear()
        atexit.register(self.close_all)

    def open(self) -> Workspace:
        """A new workspace. Raises TooManyVisits."""
        with self._lock:
            if len(self._kept) >= self.shared.settings.private_visits:
                raise TooManyVisits(f"There are {len(self._kept)} visits with data of their own.")
            workspace = Workspace(self.shared, Path(mkdtemp(prefix="visit-", dir=self._home())))
            self._kept[workspace.token] = workspace
            return workspace

    def __len__(self) -> int:
        """How many visits have data of their own."""
        return len(self._kept)

    def find(self, token: str) -> Workspace | None:
        """The workspace of a token; None where there is none, or no longer."""
        return self._kept.get(token)

    def close(self, workspace: Workspace) -> None:
        """End a workspace."""
        with self._lock:
            self._kept.pop(workspace.token, None)
        workspace.close()

    def watch(self, is_here: IsHere) -> None:
        """From now on end the workspaces that no session shows any more.

        Args:
            is_here: whether a session is connected.
        """

        def look() -> None:
            while True:
                time.sleep(LOOK_SECONDS)
                self.sweep(is_here)

        threading.Thread(target=look, name="workspaces", daemon=True).start()

    def sweep(self, is_here: IsHere) -> None:
        """End the workspaces that no session has shown for as long as the settings say."""
        seconds = self.shared.settings.private_seconds
        for workspace in list(self._kept.values()):
            if workspace.is_left(is_here, seconds):
                self.close(workspace)

    def close_all(self) -> None:
        """End every workspace: the process ends."""
        for workspace in list(self._kept.values()):
            self.close(workspace)
        if self._own is not None:
            shutil.rmtree(self._own, ignore_errors=True)

    def _home(self) -> Path:
        """The folder of this process, which others leave alone while it lives."""
        if self._own is None or not self._own.exists():  # the first visit, or var/ was cleared
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(PRIVATE_MODE)
            self._own = Path(mkdtemp(prefix=f"{os.getpid()}-", dir=self.folder))
            claim(self._own)
        return self._own

    def _clear(self) -> None:
        for left in self.folder.glob("*"):
            if not is_claimed(left):
                shutil.rmtree(left, ignore_errors=True)


@lru_cache(maxsize=4)
def workspaces_of(shared: Census) -> Workspaces:
    """The one register of a census."""
    return Workspaces(shared)
