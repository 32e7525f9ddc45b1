"""A server killed at any moment: the next one has all that the first one had acknowledged."""

from __future__ import annotations

import json
import os
import random
import threading
import time

from running import Readers, always_the_same, children, is_there, wait_until

KILLS = int(os.environ.get("KILLS", "1"))
SCOPES = ("chip", "ai_chip", "semiconductor", "ic_design", "integrated_circuit")


def keeping(server, chance, over, kept) -> None:
    """Cite figures and keep reports, no two alike; `kept` are the addresses that were told."""
    number = 0
    while not over.is_set():
        number += 1
        years = f"year_from={chance.randrange(2010, 2020)}&year_to={chance.randrange(2020, 2025)}"
        cited = f"registrations/by_year?scope={chance.choice(SCOPES)}&{years}"
        figures = [{"figure": "registrations/by_year", "filters": {}, "text": ""}]
        report = {"title": f"{chance.random()}", "figures": figures}
        asked = (
            ("PUT", f"/api/v1/cite/{cited}", None, "/api/v1/cite"),
            ("POST", "/api/v1/reports", json.dumps(report).encode(), "/api/v1/reports"),
        )
        for method, path, body, where in asked:
            try:
                status, told = server.ask(path, method, body)
            except OSError:
                time.sleep(0.05)
                continue
            assert status in {200, 201}, told
            kept.append(f"{where}/{json.loads(told)['id']}.json")


def test_a_killed_server_is_back_with_the_same_data(server, seed, tell):
    right, chance = always_the_same(server), random.Random(seed)
    readers = Readers([server], right, seed, may_be_away=True)
    kept: list[str] = []
    over = threading.Event()
    writer = threading.Thread(target=keeping, args=(server, chance, over, kept))
    away = []
    with readers.asking(4):
        writer.start()
        try:
            for _ in range(KILLS):
                time.sleep(chance.uniform(0.5, 3))
                pid, family = server.pid, children(server.pid)
                server.kill()
                away.append(server.wait())
                assert server.pid != pid
                wait_until(lambda family=family: not any(map(is_there, family)), 30)
        finally:
            over.set()
            writer.join()
    assert readers.wrong == []
    assert readers.answers > 20
    assert kept
    lost = {path for path in kept if server.status(path) != 200}
    assert not lost
    tell(f"back after {', '.join(f'{s:.1f}' for s in away)} s; {len(kept)} kept, none lost")
