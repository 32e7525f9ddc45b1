"""A program that asks the API over and over: `python -m bench.load URL RATE SECONDS`.

A process of its own, so that its work is not taken for the server's. It prints JSON: milliseconds
of each request, and the statuses that were not 200.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from urllib.parse import urlsplit

CONNECTIONS = 4


async def load(url: str, rate: float, seconds: float) -> tuple[list[float], list[int]]:
    """Ask `rate` times a second, or as fast as it goes where `rate` is 0."""
    times: list[float] = []
    wrong: list[int] = []
    begun = time.perf_counter()
    pause = CONNECTIONS / rate if rate else 0.0

    async def client(number: int) -> None:
        parts = urlsplit(url)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        path = f"{parts.path}?{parts.query}"
        asked = f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: br\r\n\r\n"
        due = begun + number * pause / CONNECTIONS
        while (now := time.perf_counter()) < begun + seconds:
            if pause and now < due:
                await asyncio.sleep(due - now)
            # A request that had to wait for the one before it is late from when it was due.
            start = due if pause else time.perf_counter()
            due += pause
            writer.write(asked.encode())
            status = await _reply(reader)
            times.append((time.perf_counter() - start) * 1000)
            if status != 200:
                wrong.append(status)
        writer.close()

    await asyncio.gather(*(client(number) for number in range(CONNECTIONS)))
    return times, wrong


async def _reply(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = next(line for line in head.split("\r\n") if line.startswith("content-length:"))
    await reader.readexactly(int(length.partition(":")[2]))
    return int(head.split(" ", 2)[1])


if __name__ == "__main__":
    found = asyncio.run(load(sys.argv[1], float(sys.argv[2]), float(sys.argv[3])))
    json.dump(found, sys.stdout)
