"""Engines under test and measurement: Spark Connect servers on 127.0.0.1, each with workers."""

from pathlib import Path

from bench.engines.pods import SailPods
from bench.engines.sail import Sail
from bench.engines.server import EngineServer
from bench.engines.spark import Spark

ENGINES: dict[str, type[EngineServer]] = {"sail": Sail, "spark": Spark}

__all__ = ["ENGINES", "EngineServer", "Sail", "SailPods", "Spark", "engine"]


def engine(kind: str, folder: Path, workers: int = 2, **settings: str) -> EngineServer:
    """The engine `sail` or `spark`, for a `with` block: with so many workers, files in `folder`.

    `settings` are of its environment, on top of what every engine here is started with.
    """
    return ENGINES[kind](folder, workers, settings)
