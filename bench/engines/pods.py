"""Sail as it runs on Kubernetes, each worker a process: here on one machine, without Kubernetes.

Sail asks the Kubernetes API for a pod a worker. What answers it here starts `sail worker` as a
process of this machine with the variables that the pod was to have.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bench.engines.sail import Sail
from bench.servers import HOST

WORKER = (sys.executable, "-m", "pysail", "worker")
CONFIGURED = {
    "apiVersion": "v1",
    "kind": "Config",
    "current-context": "here",
    "contexts": [{"name": "here", "context": {"cluster": "here", "user": "here"}}],
    "users": [{"name": "here", "user": {}}],
}


class _Pods(ThreadingHTTPServer):
    daemon_threads = False  # a pod that is asked for is there before all are ended
    is_served = False

    def handle_error(self, *_: object) -> None:
        """Say nothing: a client that was killed hangs up."""


class SailPods(Sail):
    """Sail whose workers can be killed, each by its process id."""

    mode = "kubernetes-cluster"

    def __init__(self, folder: Path, workers: int, settings: Mapping[str, str]) -> None:
        """Start nothing yet."""
        super().__init__(folder, workers, settings)
        self._labels: dict[str, Mapping[str, str]] = {}

        self._pods = _Pods((HOST, 0), _handler(self))
        address = f"http://{HOST}:{self._pods.server_port}"
        self._clusters = [{"name": "here", "cluster": {"server": address}}]

    def start(self) -> None:
        """Start what answers for Kubernetes, then Sail."""
        if not self._pods.is_served:
            self._pods.is_served = True
            threading.Thread(target=self._pods.serve_forever, daemon=True).start()
        configuration = self.folder / "kubeconfig.json"
        configuration.write_text(json.dumps({**CONFIGURED, "clusters": self._clusters}), "utf-8")
        self.settings["KUBECONFIG"] = str(configuration)
        super().start()

    def kill(self) -> None:
        """End the process that asks for pods, and with it its pods, as Kubernetes would."""
        super().kill()
        for name in list(self._labels):
            self._kill(name)

    def end(self) -> None:
        """End all of it."""
        self._kill("server")  # who asks for pods goes first
        if self._pods.is_served:
            self._pods.shutdown()
        self._pods.server_close()
        super().end()

    def launch(self, pod: Mapping[str, Any]) -> None:
        """Start the worker of a pod."""
        (container,) = pod["spec"]["containers"]
        given = {one["name"]: one.get("value", HOST) for one in container["env"]}
        name = f"worker-{pod['metadata']['name']}"
        self._labels[name] = pod["metadata"]["labels"]
        self.begin(name, WORKER, {**given, "SAIL_CLUSTER__WORKER_LISTEN_HOST": HOST})

    def dismiss(self, selector: str) -> None:
        """End the workers whose pods have a label."""
        label, _, value = selector.partition("=")
        for name, labels in list(self._labels.items()):
            if labels.get(label) == value:
                self._kill(name)


def _handler(owner: SailPods) -> type[BaseHTTPRequestHandler]:
    class Pods(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            pod = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            owner.launch(pod)
            self._answer({**pod, "apiVersion": "v1", "kind": "Pod"})

        def do_DELETE(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            (selector,) = parse_qs(urlsplit(self.path).query)["labelSelector"]
            owner.dismiss(selector)
            self._answer({"apiVersion": "v1", "kind": "Status", "status": "Success"})

        def _answer(self, told: Mapping[str, Any]) -> None:
            body = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Pods
