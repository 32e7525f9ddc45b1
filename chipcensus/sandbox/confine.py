"""What the operating system lets a worker do; where it knows no such limit, none is set."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

# Added to the server's own: a reader's page comes first.
PATIENCE = 19
MOST_FILES = 64
MB = 1_000_000
# For what is no data: stacks, and what the allocator holds in reserve.
RESERVE_MB = 256
# Where a machine runs out of memory, it ends a worker first.
FIRST_TO_GO = "1000"


def confine() -> None:
    """No file is written, few are opened, no memory is written out when it ends."""
    with suppress(AttributeError, OSError):
        os.nice(PATIENCE)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO, encoding="ascii")
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_FSIZE", 0)
    _limit("RLIMIT_NOFILE", MOST_FILES)


def allow(memory_mb: int, answer_bytes: int, seconds: float, threads: int) -> None:
    """Before each statement: address space beyond what is taken already, and time to compute."""
    _limit("RLIMIT_AS", _taken() + (memory_mb + RESERVE_MB) * MB + answer_bytes, soft_only=True)
    times = os.times()
    used = times.user + times.system
    # The clock on the wall is the limit; this one ends what nobody watches any more.
    _limit("RLIMIT_CPU", int(used + (seconds + 5) * threads) + 1, soft_only=True)


def _taken() -> int:
    """Bytes of address space in use; 0 where it cannot be told."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _limit(name: str, value: int, *, soft_only: bool = False) -> None:
    if sys.platform == "win32":
        return
    import resource

    if name == "RLIMIT_AS" and not _taken():
        return  # macOS neither tells nor keeps it
    with suppress(OSError, ValueError):
        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(kind, (value, hard if soft_only else value))
