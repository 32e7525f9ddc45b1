"""Many files read at once, in processes of their own where that pays."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context, parent_process

from chipcensus.importing.rows import Upload
from chipcensus.intake.files import ReadFile, Reading, read_file

# Below these a process takes longer to start than the files to be read.
FEW, SMALL = 4, 8_000_000
_reading: Reading | None = None


def read_files(
    uploads: Sequence[Upload], reading: Reading, workers: int, say: Callable[[int, int], None]
) -> Iterator[ReadFile]:
    """Read files into a draft, in their order.

    Args:
        uploads: the files.
        reading: what to read them with.
        workers: processes, if the files can be handed to any and are worth it.
        say: told the files done and the rows read.
    """
    if workers > 1 and _is_worth_it(uploads) and _can_travel(uploads):
        yield from _side_by_side(uploads, reading, workers, say)
    else:
        yield from _in_turn(uploads, reading, say)


def _is_worth_it(uploads: Sequence[Upload]) -> bool:
    return len(uploads) >= FEW and sum(upload.size for upload in uploads) >= SMALL


def _can_travel(uploads: Sequence[Upload]) -> bool:
    """Whether the files lie on the disk: what a browser sent is in this process's memory."""
    try:
        pickle.dumps([upload.open for upload in uploads])
    except (pickle.PicklingError, TypeError, AttributeError):
        return False
    return True


def _in_turn(
    uploads: Sequence[Upload], reading: Reading, say: Callable[[int, int], None]
) -> Iterator[ReadFile]:
    rows = 0
    for number, upload in enumerate(uploads, start=1):
        before = rows
        say(number - 1, before)
        done = read_file(reading, number, upload, partial(_further, say, number - 1, before))
        rows += _rows(done)
        yield done
    say(len(uploads), rows)


def _further(say: Callable[[int, int], None], done: int, before: int, rows: int) -> None:
    say(done, before + rows)


def _side_by_side(
    uploads: Sequence[Upload], reading: Reading, workers: int, say: Callable[[int, int], None]
) -> Iterator[ReadFile]:
    # Not forked: threads of this process may hold locks.
    pool = ProcessPoolExecutor(min(workers, len(uploads)), get_context("spawn"), _start, (reading,))
    try:
        rows = 0
        for number, done in enumerate(pool.map(_read, enumerate(uploads, start=1)), start=1):
            rows += _rows(done)
            say(number, rows)
            yield done
    finally:
        pool.shutdown(cancel_futures=True)


def _start(reading: Reading) -> None:
    global _reading
    _reading = reading
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent cannot end its processes: they would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(numbered: tuple[int, Upload]) -> ReadFile:
    assert _reading is not None  # noqa: S101 - set when the process starts
    return read_file(_reading, *numbered)


def _rows(done: ReadFile) -> int:
    file = done.draft.imported
    return file.rows + file.refused if file else 0
