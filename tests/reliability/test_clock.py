"""A clock that jumps by a year, back and forth: answers stay, and the newest stays the newest."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace

from running import Readers, always_the_same

from chipcensus.store import Store

CITE = "/api/v1/cite/registrations/by_year?year_from="
YEAR = 366 * 24 * 3600


def test_readers_do_not_notice_a_clock_that_jumps(server, seed, tell):
    readers = Readers([server], always_the_same(server), seed)
    pid = server.pid
    try:
        with readers.asking(3):
            for year, offset in enumerate((YEAR, -YEAR, 30, -3600, 0), start=2012):
                server.clock.write_text(str(offset))
                time.sleep(0.5)
                assert server.ask(f"{CITE}{year}", "PUT")[0] in {200, 201}
    finally:
        server.clock.unlink()
    assert readers.wrong == []
    assert server.pid == pid
    tell(f"{readers.answers} answers, none wrong")


def test_what_is_published_after_the_clock_went_back_is_the_newest(published):
    """Files of the generations before are dated in the future."""
    store = Store(replace(published, kept_generations=2))
    first = store.folder / store.current_file()
    ahead = time.time() + YEAR
    os.utime(first, (ahead, ahead))
    made = [first.name]
    for number in range(3):
        draft = store.draft("made")
        shutil.copyfile(store.folder / made[-1], draft)
        made.append(f"{number:012}-made.duckdb")
        store.publish(draft, made[-1])
        assert [path.name for path in store.files()] == made[:-3:-1]
