"""Every setting as (name, default, sentence), read once from CHIPCENSUS_* in the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from chipcensus.errors import BadParameter

ROOT = Path(__file__).resolve().parent.parent

SETTINGS: tuple[tuple[str, str | int | float | bool, str], ...] = (
    ("data", str(ROOT / "data"), "Folder of the CSV tables and schema.sql."),
    ("queries", str(ROOT / "queries"), "Folder of the questions."),
    ("var", str(ROOT / "var"), "Folder the project writes to: generations, downloads, citations."),
    ("address", "127.0.0.1", "Address the server listens on."),
    ("port", 8501, "Port the server listens on."),
    ("query_seconds", 10.0, "Longest time one question may take, in seconds."),
    ("query_threads", 2, "Threads DuckDB uses for all questions together."),
    ("query_memory", "512MB", "Memory DuckDB may use for all questions together."),
    ("build_threads", 2, "Threads DuckDB uses while a generation is built."),
    ("build_memory", "1GB", "Memory DuckDB may use meanwhile; what is more goes to the disk."),
    ("import_workers", 2, "Processes that read imported files at the same time."),
    ("wait_seconds", 900.0, "Longest wait for another build or import, in seconds."),
    ("allow_publish", False, "Whether readers may add their files to the data of all: 1 or 0."),
    ("cached_answers", 1000, "Answers kept in memory, oldest dropped first."),
    ("kept_generations", 20, "Generations kept on disk, oldest dropped first."),
    ("kept_bytes", 1_000_000_000, "Bytes the kept generations may take, the current one aside."),
    ("kept_citations", 20_000, "Citations kept; once full, none is dropped and none added."),
    ("kept_citation_bytes", 500_000_000, "Bytes the citations may take; as above."),
    ("kept_reports", 5_000, "Reports kept as links; once full, none is dropped and none added."),
    ("kept_report_bytes", 100_000_000, "Bytes the reports may take; as above."),
    ("report_figures", 100, "Figures one report may have."),
    ("private_visits", 20, "Visits that may have data of their own at the same time."),
    ("private_seconds", 120.0, "Seconds a visit's own data outlives its last open page."),
    ("api_rate", 50.0, "Requests a second one client may send to the API; 0 = no limit."),
    ("cors_origins", "", "Sites whose pages may ask the API from a browser, by commas; * = all."),
    ("picture_seconds", 20.0, "Longest time one picture may take that the server draws."),
    ("picture_queue", 20, "Pictures that may wait for the server to draw them."),
)
SWITCH = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


@dataclass(frozen=True)
class Settings:
    """The settings in force; see SETTINGS for the meaning of each."""

    data: Path
    queries: Path
    var: Path
    address: str
    port: int
    query_seconds: float
    query_threads: int
    query_memory: str
    build_threads: int
    build_memory: str
    import_workers: int
    wait_seconds: float
    allow_publish: bool
    cached_answers: int
    kept_generations: int
    kept_bytes: int
    kept_citations: int
    kept_citation_bytes: int
    kept_reports: int
    kept_report_bytes: int
    report_figures: int
    private_visits: int
    private_seconds: float
    api_rate: float
    cors_origins: str
    picture_seconds: float
    picture_queue: int


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environ` (default: the process's environment).

    Raises:
        BadParameter: a value is not of its setting's type.
    """
    env = os.environ if environ is None else environ
    values = {name: _read(env, name, default) for name, default, _ in SETTINGS}
    paths = {field.name for field in fields(Settings) if field.type == "Path"}
    return Settings(**{n: Path(str(v)) if n in paths else v for n, v in values.items()})  # type: ignore[arg-type]


def _read(
    env: Mapping[str, str], name: str, default: str | int | float | bool
) -> str | int | float | bool:
    key = f"CHIPCENSUS_{name.upper()}"
    text = env.get(key)
    if text is None or text == "":
        return default
    try:
        return SWITCH[text.lower()] if isinstance(default, bool) else type(default)(text)
    except (ValueError, KeyError):
        kind = type(default).__name__
        raise BadParameter(f"{key}: found {text!r}; expected {kind}, e.g. {default}.") from None
