"""Clients that dawdle, break off or leave: nobody else notices, and nothing of them stays."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import random
import socket
import struct
import time
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from running import Readers, always_the_same, wait_until

from bench.session import Session
from chipcensus.operation.patience import HEAD_SECONDS

SLOW = int(os.environ.get("SLOW_CLIENTS", "150"))
HEAD = b"GET /api/v1/ask/registrations/by_year.json HTTP/1.1\r\nHost: 127.0.0.1\r\n"
POST = b"POST /api/v1/reports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n"
LARGE = b"GET /api/v1/questions?lang=en HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
# A socket closed so says RST: as if the machine at the other end were gone.
ABRUPTLY = (socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
# States of a connection in /proc/net/tcp: established, or closed by the client alone.
HELD = ("01", "08")
ROWS = 40_000


def connected(server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=60)


def connections(server) -> int:
    """Connections the server has, those of clients that have left included."""
    lines = Path(f"/proc/{server.pid}/net/tcp").read_text().splitlines()[1:]
    columns = [line.split() for line in lines]
    return sum(c[1].endswith(f":{server.port:04X}") and c[3] in HELD for c in columns)


def is_closed(one: socket.socket) -> bool:
    """Whether the server has closed a connection."""
    one.setblocking(False)
    try:
        return one.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_slow_clients_hold_nobody_up_and_are_not_waited_for(server, seed, tell):
    right = always_the_same(server)
    readers = Readers([server], right, seed)
    with readers.asking(2):
        time.sleep(1)
    alone = worst(readers)
    readers.times.clear()
    with ExitStack() as stack:
        heads, bodies, deaf = (
            [stack.enter_context(closing(connected(server))) for _ in range(count)]
            for count in (SLOW, SLOW, SLOW // 10)
        )
        for one in heads:
            one.sendall(HEAD)
        for one in bodies:
            one.sendall(POST % 1000)
        for one in deaf:  # ask for much and never read it
            one.sendall(LARGE * 3)
        server.wait(LARGE.split()[1].decode())
        began = time.monotonic()
        with readers.asking(2):
            while time.monotonic() < began + HEAD_SECONDS / 2:
                for one in heads:
                    one.send(b"X")
                for one in bodies:
                    one.send(b" ")
                time.sleep(0.5)
        left = HEAD_SECONDS + 20 - (time.monotonic() - began)
        wait_until(lambda: all(map(is_closed, heads)), left)
    assert readers.wrong == []
    assert readers.answers > 20
    wait_until(lambda: connections(server) == 0, 30)
    tell(f"95 % of answers in {alone:.0f} ms, beside {2 * SLOW} slow ones {worst(readers):.0f} ms")


def worst(readers: Readers) -> float:
    """The 95th percentile, in ms."""
    times = sorted(1000 * took for _, took in readers.times)
    return times[int(0.95 * len(times))]


@pytest.mark.parametrize("abruptly", [False, True])
def test_requests_cut_off_leave_nothing(server, seed, abruptly):
    chance = random.Random(seed)
    body = json.dumps({"title": "cut", "figures": []}).encode() + b" " * 50_000
    for _ in range(20):
        one = connected(server)
        if abruptly:
            one.setsockopt(*ABRUPTLY)
        one.sendall(POST % len(body) + body[: chance.randrange(len(body))])
        one.close()
        other = connected(server)  # does not wait for the answer
        if abruptly:
            other.setsockopt(*ABRUPTLY)
        other.sendall(HEAD + b"\r\n")
        other.close()
    wait_until(lambda: connections(server) == 0, 30)
    assert server.status("/api/v1/reports/industry.json?lang=en") == 200


# ---- A reader's browser


def put(server, address: str, cookie: str, content: bytes, cut: int | None = None) -> int:
    """Upload a file as Streamlit's page does; all of it, or the first bytes. The status, or 0."""
    mark = "cut-here"
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="f"; filename="list.csv"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    ).encode()
    body = head + content + f"\r\n--{mark}--\r\n".encode()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    with closing(connection):
        connection.putrequest("PUT", address)
        said = {
            "Content-Type": f"multipart/form-data; boundary={mark}",
            "Content-Length": str(len(body)),
            "Cookie": f"_streamlit_xsrf={cookie}",
            "X-Xsrftoken": cookie,
        }
        for name, value in said.items():
            connection.putheader(name, value)
        connection.endheaders()
        connection.send(body[:cut])
        return 0 if cut else connection.getresponse().status


def cookie_of(server) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    with closing(connection):
        connection.request("GET", "/_stcore/health")
        found = connection.getresponse().headers.get_all("Set-Cookie") or [""]
        return next((c.split("=", 1)[1].split(";")[0] for c in found if "_xsrf=" in c), "")


def test_an_upload_cut_off_leaves_nothing_and_the_next_one_comes_through(server, seed):
    chance = random.Random(seed)
    content = "某芯片公司,2020-06-11\n".encode() * ROWS
    files = {path for path in server.var.rglob("*") if "generations" not in path.parts}

    async def visit() -> int:
        async with Session(server.url, "data") as reader:
            address, cookie = f"/_stcore/upload_file/{reader.id}/", cookie_of(server)
            for number in range(6):
                cut = chance.randrange(1, len(content))
                await asyncio.to_thread(put, server, f"{address}{number}", cookie, content, cut)
            return await asyncio.to_thread(put, server, f"{address}whole", cookie, content)

    assert asyncio.run(visit()) == 204
    wait_until(lambda: connections(server) == 0, 30)
    left = {path for path in server.var.rglob("*") if "generations" not in path.parts}
    assert left == files


def test_browsers_closed_in_the_middle_leave_no_session(server, seed):
    """Each leaves while its page is being worked out, as a lid that is shut."""
    chance = random.Random(seed)

    async def leave(number: int) -> None:
        reader = Session(server.url, chance.choice(["", "registrations", "market"]))
        entering = asyncio.create_task(reader.__aenter__())
        await asyncio.sleep(chance.uniform(0.05, 0.5))
        if hasattr(reader, "socket"):
            raw = reader.socket.transport.get_extra_info("socket")
            if number % 2:
                raw.setsockopt(*ABRUPTLY)
            reader.socket.transport.abort()
        entering.cancel()
        await asyncio.gather(entering, return_exceptions=True)

    async def all_leave() -> None:
        await asyncio.gather(*(leave(number) for number in range(12)))

    asyncio.run(all_leave())
    wait_until(lambda: connections(server) == 0, 30)

    async def stay() -> Session:
        async with Session(server.url, "registrations") as reader:
            return reader

    assert asyncio.run(stay()).first.errors == []
