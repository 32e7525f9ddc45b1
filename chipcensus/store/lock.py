"""One writer at a time: a lock in a folder, let go of by the system when its process dies."""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from chipcensus.errors import Busy

LOCK = ".lock"
# How often a waiting process looks, and after how long it says that it waits.
LOOK_SECONDS = 0.1
PATIENT_SECONDS = 2.0
# So long a folder may be without its owner's claim.
YOUNG_SECONDS = 60.0


@dataclass
class _Held:
    thread: threading.RLock = field(default_factory=threading.RLock)
    depth: int = 0


_HELD: defaultdict[Path, _Held] = defaultdict(_Held)


@contextmanager
def writing(
    folder: Path, seconds: float, say: Callable[[str], None] = lambda _: None
) -> Iterator[None]:
    """Be the only process and thread that writes to `folder`; may be nested.

    Args:
        folder: made where it does not exist.
        seconds: how long to wait for another.
        say: told once when it takes longer.

    Raises:
        Busy: another is still writing after `seconds`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    held = _HELD[folder.resolve()]
    if not held.thread.acquire(timeout=seconds):
        raise Busy(_text(folder, os.getpid(), seconds))
    try:
        held.depth += 1
        if held.depth > 1:
            yield
            return
        handle = _acquired(folder, seconds, say)
        try:
            yield
        finally:
            os.close(handle)
    finally:
        held.depth -= 1
        held.thread.release()


def claim(folder: Path) -> int:
    """Mark a folder as in use until the handle is closed or the process ends."""
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return handle


def is_claimed(folder: Path) -> bool:
    """Whether a living process has claimed a folder."""
    try:
        handle = os.open(folder / LOCK, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def sweep_unclaimed(folder: Path, pattern: str) -> None:
    """Remove folders below `folder` that no living process has claimed."""
    for found in folder.glob(pattern):
        if not is_claimed(found) and not _is_young(found):
            shutil.rmtree(found, ignore_errors=True)


def _is_young(folder: Path) -> bool:
    """Whether its owner may not have claimed it yet."""
    try:
        is_marked = (folder / LOCK).exists()
        return not is_marked and time.time() - folder.stat().st_mtime < YOUNG_SECONDS
    except FileNotFoundError:
        return True


def _acquired(folder: Path, seconds: float, say: Callable[[str], None]) -> int:
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    since, told = time.monotonic(), False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            waited = time.monotonic() - since
            if waited > seconds:
                text = _text(folder, _owner(handle), seconds)
                os.close(handle)
                raise Busy(text) from None
            if waited > PATIENT_SECONDS and not told:
                say(f"wait for process {_owner(handle)}")
                told = True
            time.sleep(LOOK_SECONDS)
        else:
            os.ftruncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode("ascii"), 0)
            return handle


def _owner(handle: int) -> str:
    return os.pread(handle, 20, 0).decode("ascii", "replace") or "?"


def _text(folder: Path, owner: str | int, seconds: float) -> str:
    return (
        f"Process {owner} has been writing to {folder} for more than {seconds:g} s: "
        "wait until it is done, or end it; its lock goes with it."
    )
