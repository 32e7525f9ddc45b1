"""Every setting as (name, default, sentence), read once from CHIPCENSUS_* in the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from chipcensus.errors import BadParameter

ROOT = Path(__file__).resolve().parent.parent

# Values of `engine`: this one, or what begins so.
DUCKDB, REMOTE = "duckdb", "sc://"

SETTINGS: tuple[tuple[str, str | int | float | bool, str], ...] = (
    ("data", str(ROOT / "data"), "Folder of the CSV tables and schema.sql."),
    ("queries", str(ROOT / "queries"), "Folder of the questions."),
    ("var", str(ROOT / "var"), "Folder the project writes to: generations, downloads, citations."),
    ("address", "127.0.0.1", "Address the server listens on."),
    ("port", 8501, "Port the server listens on."),
    ("log", "text", "How the log is written: text, or json with a line a request."),
    ("metrics_from", "127.0.0.0/8,::1", "Networks that may read /metrics, by commas; * = all."),
    ("stop_seconds", 30.0, "Seconds that reports and imports may take once the server stops."),
    ("engine", "duckdb", "What answers: duckdb, or sc://host:port of a Spark Connect server."),
    ("publication", "", "Where that server and this one read the data: a folder or s3://..."),
    ("query_seconds", 10.0, "Longest time one question may take, in seconds."),
    ("query_threads", 2, "Threads DuckDB uses for all questions together."),
    ("query_memory", "512MB", "Memory DuckDB may use for all questions together."),
    ("sql_workers", 2, "Processes that run readers' own statements, one each at a time."),
    ("sql_queue", 20, "Statements that may wait for one of them."),
    ("sql_seconds", 5.0, "Longest time one such statement may take, in seconds."),
    ("sql_rows", 1_000, "Rows of its answer on a screen; the rest is left out."),
    ("sql_export_rows", 1_000_000, "Rows of its answer in a file."),
    ("sql_bytes", 256_000_000, "Bytes of its answer in memory."),
    ("sql_memory", 1024, "Memory one such statement may use, in MB."),
    ("build_threads", 2, "Threads DuckDB uses while a generation is built."),
    ("build_memory", "1GB", "Memory DuckDB may use meanwhile; what is more goes to the disk."),
    ("import_workers", 2, "Processes that read imported files at the same time."),
    ("wait_seconds", 900.0, "Longest wait for another build or import, in seconds."),
    ("cached_answers", 1000, "Answers kept in memory, oldest dropped first."),
    ("kept_generations", 20, "Generations kept on disk, oldest dropped first."),
    ("kept_bytes", 1_000_000_000, "Bytes the kept generations may take, the current one aside."),
    ("kept_citations", 20_000, "Citations kept; once full, none is dropped and none added."),
    ("kept_citation_bytes", 500_000_000, "Bytes the citations may take; as above."),
    ("kept_reports", 5_000, "Reports kept as links; once full, none is dropped and none added."),
    ("kept_report_bytes", 100_000_000, "Bytes the reports may take; as above."),
    ("kept_statements", 5_000, "Readers' statements in SQL kept as links; once full, as above."),
    ("kept_statement_bytes", 100_000_000, "Bytes these statements may take; as above."),
    ("report_figures", 100, "Figures one report may have."),
    ("private_visits", 20, "Visits that may have data of their own at the same time."),
    ("private_seconds", 120.0, "Seconds a visit's own data outlives its last open page."),
    ("api_rate", 50.0, "Requests a second one client may send to the API; 0 = no limit."),
    ("cors_origins", "", "Sites whose pages may ask the API from a browser, by commas; * = all."),
    ("public", False, "Whether whoever reaches the server may read, without sign-in: 1 or 0."),
    ("public_role", "viewer", "What they may: viewer, analyst or editor."),
    ("url", "", "The address readers know the server by, e.g. https://census.example.com."),
    ("proxies", "127.0.0.1", "Addresses of proxies whose X-Forwarded-... is believed; * = any."),
    ("hosts", "", "Names the server may be asked by besides, by commas; *.example.com, * = any."),
    ("embed_origins", "", "Sites that may show figures in frames, by commas; * = all."),
    ("upload_mb", 200, "Megabytes a file may have that a reader loads."),
    ("request_mb", 40, "Megabytes any other request may have."),
    ("api_seconds", 60.0, "Seconds of work a minute one client may ask of the API; 0 = no limit."),
    ("oidc_url", "", "OpenID Connect: the provider's .../.well-known/openid-configuration."),
    ("oidc_client", "", "The id the provider knows this server by."),
    ("oidc_secret", "", "The secret that belongs to that id."),
    ("oidc_scopes", "openid email profile", "What the provider is asked to tell, by blanks."),
    ("oidc_claim", "groups", "The claim whose values the three lists below may name."),
    ("oidc_hours", 12.0, "Hours after which a reader signs in again."),
    ("viewers", "", "Who may read, by commas: e-mails, @domains, claims; empty = who signs in."),
    ("analysts", "", "Who may ask in SQL and load data of their own besides; as above."),
    ("editors", "", "Who may change the data of all besides; as above."),
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
    log: str
    metrics_from: str
    stop_seconds: float
    engine: str
    publication: str
    query_seconds: float
    query_threads: int
    query_memory: str
    sql_workers: int
    sql_queue: int
    sql_seconds: float
    sql_rows: int
    sql_export_rows: int
    sql_bytes: int
    sql_memory: int
    build_threads: int
    build_memory: str
    import_workers: int
    wait_seconds: float
    cached_answers: int
    kept_generations: int
    kept_bytes: int
    kept_citations: int
    kept_citation_bytes: int
    kept_reports: int
    kept_report_bytes: int
    kept_statements: int
    kept_statement_bytes: int
    report_figures: int
    private_visits: int
    private_seconds: float
    api_rate: float
    cors_origins: str
    public: bool
    public_role: str
    url: str
    proxies: str
    hosts: str
    embed_origins: str
    upload_mb: int
    request_mb: int
    api_seconds: float
    oidc_url: str
    oidc_client: str
    oidc_secret: str = field(repr=False)
    oidc_scopes: str
    oidc_claim: str
    oidc_hours: float
    viewers: str
    analysts: str
    editors: str
    picture_seconds: float
    picture_queue: int


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environ` (default: the process's environment).

    Raises:
        BadParameter: a value is not of its setting's type.
    """
    env = os.environ if environ is None else environ
    values = {name: _read(env, name, default) for name, default, _ in SETTINGS}
    paths = {one.name for one in fields(Settings) if one.type == "Path"}
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


def listed(text: str) -> list[str]:
    """The entries of a setting that is a list by commas."""
    return [entry.strip() for entry in text.split(",") if entry.strip()]
