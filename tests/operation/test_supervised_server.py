"""The server that a container runs: killed, it is back with the same data; it stops gently."""

from __future__ import annotations

import json
import signal
import socket
from contextlib import suppress

import psutil
from operation.supervised import SECONDS, supervised

ASKED = "/api/v1/ask/registrations/by_year.json?scope=ai_chip"
JOBS = "/api/v1/report/jobs"
REPORTS = 3
FIGURES = [{"figure": name} for name in ("registrations/by_year", "funding/rounds")]


def test_killed_it_is_back_with_the_same_data_and_nobody_is_refused(shipped, tmp_path):
    with supervised(shipped, tmp_path) as server:
        before = server.ask(ASKED)
        assert before[0] == 200
        for _ in range(2):
            server.kept().send_signal(signal.SIGKILL)
            assert server.ask(ASKED) == before  # one request: it waits, it is not refused
    assert server.process.returncode == 0
    said = server.log.read_text("utf-8")
    assert said.count("the server ended with -9") == 2
    assert "Traceback" not in said


def test_reports_under_way_are_made_and_fetched_before_it_stops(shipped, tmp_path):
    with supervised(shipped, tmp_path, CHIPCENSUS_LOG="json") as server:
        order = {"report": {"figures": FIGURES * 3}, "format": "pptx", "lang": "en"}
        begun = [server.told(JOBS, "POST", order) for _ in range(REPORTS)]
        server.process.send_signal(signal.SIGTERM)
        waiting, files, refused = list(begun), [], None
        while waiting:
            far = server.told(waiting[0]["job"])
            assert far["state"] in {"working", "done"}, far
            if far["state"] == "done":
                files.append(server.ask(waiting.pop(0)["file"]))
            elif refused is None and server.ask("/readyz")[0] == 503:
                late = server.told(JOBS, "POST", order)
                refused = server.told(late["job"])
        server.process.wait(SECONDS)
    assert [status for status, _ in files] == [200] * REPORTS
    assert all(content.startswith(b"PK") for _, content in files)
    assert refused is not None
    assert (refused["state"], refused["kind"]) == ("failed", "stopping")
    assert server.process.returncode == 0
    lines = [json.loads(line) for line in server.log.read_text("utf-8").splitlines() if "{" in line]
    assert any(line["text"].startswith("stopping; reports") for line in lines)
    assert begun[0]["job"].split("/")[-1] not in server.log.read_text("utf-8")


def test_a_killed_supervisor_leaves_no_server_behind(shipped, tmp_path):
    with supervised(shipped, tmp_path) as server:
        kept = server.kept()
        server.process.kill()
        server.process.wait(SECONDS)
        with suppress(psutil.NoSuchProcess):
            kept.wait(SECONDS)
        assert not kept.is_running()
        with socket.socket() as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind(("127.0.0.1", server.port))
