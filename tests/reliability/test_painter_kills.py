"""The process that draws pictures, and its browser, killed while readers wait for a picture."""

from __future__ import annotations

import os
import random
import shutil
import signal
import threading
import time
from pathlib import Path

import pytest
from running import children, is_there, wait_until

KILLS = int(os.environ.get("KILLS", "1"))
NAMES = ("chromium", "chromium-browser", "google-chrome")
PICTURE = "/api/v1/figure/registrations/by_year.{}?lang=en&year_from={}&year_to={}"
BEGINS = {"png": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF"}
PAINTING = b"chipcensus.export.painting"


@pytest.fixture(autouse=True)
def browser():
    if not any(map(shutil.which, NAMES)):
        pytest.skip(f"No browser: none of {', '.join(NAMES)} is on PATH.")


def painter(server) -> int:
    """The process that draws; 0 where there is none."""
    found = [p for p in children(server.pid, deep=False) if PAINTING in command(p)]
    return found[0] if found else 0


def command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def test_a_killed_painter_is_replaced_and_leaves_nothing(server, seed, tell):
    folder = server.temporary
    chance, over = random.Random(seed), threading.Event()
    told: list[tuple[int, str, bytes]] = []

    def read(number: int) -> None:
        own = random.Random(f"{seed}-{number}")
        while not over.is_set():
            form = own.choice(list(BEGINS))
            years = own.randrange(2011, 2018), own.randrange(2020, 2024)
            status, body = server.ask(PICTURE.format(form, *years))
            told.append((status, form, body[:4]))

    readers = [threading.Thread(target=read, args=(number,)) for number in range(2)]
    for one in readers:
        one.start()
    families = []
    try:
        wait_until(lambda: any(status == 200 for status, *_ in told))
        for kill in range(KILLS):
            wait_until(lambda: painter(server))
            pid = painter(server)
            family = children(pid)
            families += [pid, *family]
            # The process that draws, then its browser, whose processes are the other's children.
            victim = chance.choice(sorted(family)) if kill % 2 and family else pid
            time.sleep(chance.uniform(0, 1))
            try:
                os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:  # it had ended by itself: a page of the browser
                continue
            before = len(told)
            wait_until(lambda before=before: any(s == 200 for s, *_ in told[before:]))
    finally:
        over.set()
        for one in readers:
            one.join()
    assert {status for status, *_ in told} <= {200, 503}
    assert all(body == BEGINS[form] for status, form, body in told if status == 200)
    killed = [pid for pid in families if pid not in {painter(server), *children(painter(server))}]
    took = wait_until(lambda: not any(map(is_there, killed)), 30)
    wait_until(lambda: len(list(folder.glob("chipcensus-pictures-*"))) <= 1, 30)
    refusals = sum(status == 503 for status, *_ in told)
    tell(f"{len(told)} pictures, {refusals} refused; orphans gone after {took:.1f} s")


def test_a_killed_server_takes_its_painter_along(server, seed):
    folder = server.temporary
    assert server.status(PICTURE.format("png", 2015, 2020)) == 200
    family = children(server.pid)
    drawn = threading.Thread(target=server.status, args=(PICTURE.format("pdf", 2012, 2022),))
    drawn.start()
    time.sleep(random.Random(seed).uniform(0, 0.3))
    server.kill()
    drawn.join()
    wait_until(lambda: not any(map(is_there, family)), 30)
    wait_until(lambda: not list(folder.glob("chipcensus-pictures-*")), 30)
    server.wait()
