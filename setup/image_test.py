"""`make image-test`: the image really built from the Dockerfile, its dashboard started and asked.

Where no engine runs: buildah's chroot isolation on a debootstrapped base (Debian or Ubuntu, as
root: apt-get install buildah debootstrap). What pip is set up with on this machine it is set up
with in the build. IMAGE_FOLDER is where base and image are kept (default: build/image).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("IMAGE_FOLDER") or ROOT / "build" / "image")
SUITE = "bookworm"
BASE, IMAGE = "localhost/debian:bookworm-slim", "localhost/chip-census"
NEEDED = ("buildah", "debootstrap")
# Where the build finds what pip's settings name.
INSIDE = "/mnt/pip"
READY_SECONDS = 120
GONE_SECONDS = 60
ASKED = "/api/v1/ask/registrations/by_year.json?scope=ai_chip&lang=en"
PICTURE = "/api/v1/figure/registrations/by_year.pdf?scope=ai_chip&lang=zh"


def main() -> None:
    """Build (unless the argument `ask` is given), start, ask, kill, stop."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing or os.geteuid() != 0:
        sys.exit(f"image-test needs root and {' and '.join(NEEDED)} (apt-get install).")
    FOLDER.mkdir(parents=True, exist_ok=True)
    if sys.argv[1:] != ["ask"]:
        _base()
        began = time.monotonic()
        _build()
        print(f"image built in {time.monotonic() - began:.0f} s, {_size():,} MB")
    with _started() as (process, port):
        _ask(process, f"http://127.0.0.1:{port}")


def buildah(*arguments: str, **more: str) -> str:
    """Run buildah on storage of our own; what it prints on standard output."""
    own = ["--root", str(FOLDER / "storage"), "--runroot", str(FOLDER / "run")]
    command = ["buildah", *own, "--storage-driver", "vfs", *arguments]
    done = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True, **more)
    return done.stdout.strip()


def _base() -> None:
    """A base image out of Debian's packages, made once."""
    base = FOLDER / "base"
    if not (base / "etc" / "debian_version").exists():
        shutil.rmtree(base, ignore_errors=True)
        subprocess.run(["debootstrap", "--variant=minbase", SUITE, str(base)], check=True)
    if BASE in buildah("images", "--format", "{{.Name}}:{{.Tag}}"):
        return
    container = buildah("from", "scratch")
    buildah("add", "--quiet", container, str(base), "/")
    buildah("commit", "--quiet", container, BASE)
    buildah("rm", container)


def _build() -> None:
    settings = _pip_settings()
    mounts: dict[str, str] = {}
    for path in map(Path, re.findall(r"(?:file://|(?<=[\s=]))(/[^\s]+)", settings)):
        if path.is_dir():  # an index's pages may lead to files beside it
            folder = str(path.parent if path.name == "simple" else path)
            mounts[folder] = folder
        elif path.is_file():  # certificates: Debian's own are installed where these lie
            mounts[str(path)] = f"{INSIDE}/{path.name}"
            settings = settings.replace(str(path), mounts[str(path)])
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "pip.conf"
        config.write_text(settings, "utf-8")
        mounts[str(config)] = "/etc/pip.conf"
        volumes = [f"--volume={ours}:{theirs}:ro" for ours, theirs in mounts.items()]
        arguments = ["--isolation=chroot", "--format=docker", f"--build-arg=BASE={BASE}"]
        buildah("bud", *arguments, *volumes, "--tag", IMAGE, ".")


def _pip_settings() -> str:
    """What pip is set up with here, as one file."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found = re.findall(r"^(?:global|install|:env:)\.([\w-]+)='(.*)'$", told, re.MULTILINE)
    lines = [f"{name} = {value}".replace("\\n", "\n  ") for name, value in dict(found).items()]
    return "\n".join(["[global]", *lines, ""])


def _size() -> int:
    told = json.loads(buildah("images", "--json", IMAGE))[0]["size"]
    value, unit = re.fullmatch(r"([\d.]+) (\w+)", told).groups()  # type: ignore[union-attr]
    return round(float(value) * {"GB": 1000, "MB": 1, "KB": 0.001}[unit])


@contextmanager
def _started() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A container of the image, its command running; and its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    container = buildah("from", IMAGE)
    own = ["--root", str(FOLDER / "storage"), "--runroot", str(FOLDER / "run")]
    told = json.loads(buildah("inspect", "--type=image", IMAGE))["OCIv1"]["config"]["Cmd"]
    environ = {"PORT": str(port), "ADDRESS": "127.0.0.1", "PUBLIC": "1", "LOG": "json"}
    given = [f"--env=CHIPCENSUS_{name}={value}" for name, value in environ.items()]
    run = ["run", "--isolation=chroot", *given, container, "--", *told]
    process = subprocess.Popen(["buildah", *own, "--storage-driver", "vfs", *run])
    try:
        yield process, port
    finally:
        for pid in _inside(process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait(GONE_SECONDS)
        buildah("rm", container)


def _ask(process: subprocess.Popen[bytes], server: str) -> None:
    began = time.monotonic()
    _wait_until_ready(process, server)
    print(f"ready {time.monotonic() - began:.1f} s after it was started")
    assert json.loads(_get(f"{server}/healthz")) == {"status": "ok"}
    assert b"</html>" in _get(f"{server}/")
    before = json.loads(_get(f"{server}{ASKED}"))
    assert before["rows"], before
    assert b"chipcensus_ready 1.0" in _get(f"{server}/metrics")
    began = time.monotonic()
    assert _get(f"{server}{PICTURE}").startswith(b"%PDF")
    print(f"health, a page, an answer, metrics; a PDF in {time.monotonic() - began:.1f} s")
    kept = _named(process, "chipcensus.supervisor --fd=")
    began = time.monotonic()
    os.kill(kept, signal.SIGKILL)
    assert json.loads(_get(f"{server}{ASKED}")) == before
    print(f"killed, it answers the same {time.monotonic() - began:.1f} s later")
    began = time.monotonic()
    os.kill(_named(process, "chipcensus.supervisor --supervise"), signal.SIGTERM)
    assert process.wait(GONE_SECONDS) == 0, "it did not end well"
    print(f"stopped {time.monotonic() - began:.1f} s after it was told to")


def _named(process: subprocess.Popen[bytes], command: str) -> int:
    """The one process in the container with this in its command."""
    (found,) = [pid for pid in _inside(process.pid) if command in _command(pid)]
    return found


def _wait_until_ready(process: subprocess.Popen[bytes], server: str) -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "the container ended"
        with suppress(OSError):
            _get(f"{server}/readyz")
            return
        time.sleep(0.05)
    raise AssertionError("never ready")


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=READY_SECONDS) as reply:
        content: bytes = reply.read()
    return content


def _inside(parent: int) -> list[int]:
    """The processes below one, children before their own."""
    told = subprocess.run(
        ["ps", "-e", "-o", "pid=,ppid="], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    below: dict[int, list[int]] = {}
    for line in told.splitlines():
        pid, above = map(int, line.split())
        below.setdefault(above, []).append(pid)
    found = [parent]
    for pid in found:
        found += below.get(pid, [])
    return found[1:]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


if __name__ == "__main__":
    main()
