from __future__ import annotations

import logging

import pytest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from chipcensus.jobs import Job
from chipcensus.logs import REQUEST
from chipcensus.meters import REGISTRY
from chipcensus.operation import Watched

TOKEN = "t0ken" * 8


async def _ids(_):
    """The request's id in a thread that works for it, and in a job it begins."""
    found = []
    job = Job("look", lambda _: found.append(REQUEST.get()))
    await run_in_threadpool(job.wait)
    found.append(await run_in_threadpool(REQUEST.get))
    return PlainTextResponse(" ".join(found))


async def _fail(_):
    raise RuntimeError("a slip of ours")


@pytest.fixture
def client(asked):
    routes = [
        Route("/visit/{token}/ask/{subject}/{question}.{ending}", _ids),
        Route("/fails", _fail),
        Route("/readyz", lambda _: PlainTextResponse("no", 503)),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Watched)])
    return asked(app)


def test_a_request_has_one_id_wherever_it_is_worked_at(client, logged):
    reply = client(f"/visit/{TOKEN}/ask/funding/rounds.json?company=secret")
    identity = reply.headers["x-request-id"]
    assert len(identity) == 16
    assert reply.text.split() == [identity, identity]
    (line,) = logged
    assert line["request"] == identity
    assert (line["method"], line["status"]) == ("GET", 200)
    assert (line["subject"], line["question"]) == ("funding", "rounds")
    assert client("/fails").headers["x-request-id"] != identity


def test_no_token_and_no_query_is_logged(client, logged):
    client(f"/visit/{TOKEN}/ask/funding/rounds.json?company=secret")
    assert logged[0]["route"] == "/visit/{token}/ask/{subject}/{question}.{ending}"
    assert TOKEN not in str(logged)
    assert "secret" not in str(logged)


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [
        ("0af7651916cd43dd8448eb211c80319c", True),
        ("proxy-1.request_42", True),
        ("short", False),
        ("a" * 65, False),
        ('", "level": "critical', False),
        ("line\tbreak\tand more", False),
    ],
)
def test_a_proxy_may_give_the_id_and_nobody_can_forge_a_line(client, given, is_taken):
    reply = client("/visit/x/ask/a/b.json", x_request_id=given)
    assert (reply.headers["x-request-id"] == given) is is_taken


def test_a_failure_is_logged_as_one_and_counted(client, logged):
    def count():
        labels = {"route": "/fails", "status": "500"}
        return REGISTRY.get_sample_value("chipcensus_requests_total", labels) or 0.0

    before = count()
    reply = client("/fails")
    assert reply.status == 500
    assert reply.json()["title"] == "The server failed"
    assert "slip" not in reply.text
    assert count() == before + 1
    assert [line["level"] for line in logged] == ["error", "warning"]
    assert "a slip of ours" in logged[0]["error"]
    assert logged[1]["status"] == 500
    assert {line["request"] for line in logged} == {reply.headers["x-request-id"]}


def test_probes_are_no_lines_of_the_log_even_where_the_answer_is_no(client, logged):
    assert client("/readyz").status == 503
    assert logged == []


def test_what_is_logged_meanwhile_has_the_id(logged):
    REQUEST.set("in-a-thread")
    logging.getLogger("chipcensus.some").warning("careful: %s", "so")
    REQUEST.set("")
    assert logged[0]["request"] == "in-a-thread"
    assert logged[0]["text"] == "careful: so"
