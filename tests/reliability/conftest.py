from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import pytest
from running import Server

DISK_MEGABYTES = 200
# Loaded by the server's interpreter before anything of ours: the clock is off by what a file says.
CLOCK = """
import os, time
_time, _file = time.time, os.environ["CLOCK"]
def jumped():
    try:
        with open(_file) as file:
            return _time() + float(file.read() or 0)
    except (OSError, ValueError):
        return _time()
time.time = jumped
time.time_ns = lambda: int(jumped() * 1e9)
"""
TOLD: pytest.StashKey[list[str]] = pytest.StashKey()


@pytest.fixture
def published(tmp_path, shipped):
    """A folder of its own with the shipped generation in it."""
    shutil.copytree(shipped.var, tmp_path / "var")
    return replace(shipped, var=tmp_path / "var")


@pytest.fixture(scope="package")
def disk(tmp_path_factory) -> Iterator[Path]:
    """A folder; where this user may mount one, a disk of its own, which can be filled."""
    path = tmp_path_factory.mktemp("disk")
    size = f"size={DISK_MEGABYTES}m"
    mounted = ["mount", "-t", "tmpfs", "-o", size, "chipcensus", str(path)]
    has_own = shutil.which("mount") and not subprocess.run(mounted, capture_output=True).returncode
    yield path
    if has_own:
        subprocess.run(["umount", "--lazy", str(path)], check=True)


@pytest.fixture(scope="package")
def server(disk, shipped, tmp_path_factory) -> Iterator[Server]:
    """A supervised server with its own copy of the shipped generation; tests may do what they like.

    Its clock is what `clock` says it is, its temporary files lie in `temporary`.
    """
    folder = tmp_path_factory.mktemp("server")
    shutil.copytree(shipped.var / "generations", disk / "var" / "generations")
    (folder / "sitecustomize.py").write_text(CLOCK)
    running = Server(disk / "var", folder / "log.txt")
    running.clock = folder / "clock"
    running.temporary = Path(mkdtemp(prefix="rough-"))  # a browser's socket has a short name
    path = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
    running.environ |= {
        "CLOCK": str(running.clock), "TMPDIR": str(running.temporary), "PYTHONPATH": path,
    }  # fmt: skip
    with running:
        yield running
    shutil.rmtree(running.temporary)


@pytest.fixture(autouse=True)
def nothing_fails(request) -> Iterator[None]:
    """The server's log has no traceback, whatever is done to it."""
    yield
    if "server" in request.fixturenames:
        assert request.getfixturevalue("server").tracebacks() == []


@pytest.fixture
def tell(request) -> Callable[[str], None]:
    """Say a figure in the summary of the run: what a test found, it does not judge."""
    said = request.config.stash.setdefault(TOLD, [])
    return lambda text: said.append(f"{request.node.name}: {text}")


@pytest.fixture
def seed(tell) -> int:
    """Of what happens by chance; a run with SEED=<it> does the same again."""
    chosen = int(os.environ.get("SEED") or random.SystemRandom().randrange(1_000_000))
    tell(f"SEED={chosen}")
    return chosen


def pytest_terminal_summary(terminalreporter, config) -> None:
    if said := config.stash.get(TOLD, []):
        terminalreporter.section("reliability")
        for line in said:
            terminalreporter.line(line)
