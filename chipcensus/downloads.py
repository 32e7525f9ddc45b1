"""All data of a generation over HTTP, as files.

GET /api/v1/data/<generation>/chipcensus-<generation>.{duckdb,parquet.zip,csv.zip,xlsx}
GET /api/v1/data/<generation>/<table>.{csv,parquet}
GET /api/v1/data/<generation>/{datapackage.json,README.md,LICENSE.md,CITATION.cff,CITATION.bib}
GET /api/v1/data/<generation>/files.json
GET /api/v1/tables/<table>.{csv,parquet}    of the newest generation, or of &generation=<id>
GET /api/v1/data/datapackage.json   the newest generation's, with the addresses of its files
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from chipcensus.census import Census
from chipcensus.current import steady
from chipcensus.dataset import DESCRIPTION, FORMATS, Shelf, download_name, read_contents
from chipcensus.dataset.shelf import PIECES
from chipcensus.errors import (
    BadParameter,
    ChipCensusError,
    GenerationBroken,
    GenerationGone,
    Slip,
    UnknownDownload,
)
from chipcensus.keeping import kept_with_its_owner
from chipcensus.packing import LEAST, PACK, PACKABLE, encoding
from chipcensus.refusals import refusal

DATA = "/api/v1/data"
NEWEST = f"{DATA}/{DESCRIPTION}"
TABLES = "/api/v1/tables"
SIZES = "files.json"
# What the standard library names differently on each machine.
MEDIA = {
    ".bib": "text/plain; charset=utf-8",
    ".cff": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".duckdb": "application/vnd.duckdb",
    ".md": "text/plain; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Read in the browser; everything else is saved.
READ = {".bib", ".cff", ".json", ".md"}
# Bytes of a file that is packed on its way, and how many copies are kept.
MOST_PACKED, COPIES = 8_000_000, 64
# As they are typed; whoever shows them puts in the address of the server.
EXAMPLES = {
    "curl": "curl -O {origin}{folder}/{csv}\n"
    'curl -o by_year.csv "{origin}/api/v1/ask/registrations/by_year.csv?scope=chip&year_from=2019"',
    "pandas": "import pandas as pd\n\n"
    'pd.read_parquet("{origin}{folder}/financials.parquet")\n'
    'pd.read_csv("{origin}{folder}/financials.csv", parse_dates=["period_start", "period_end"])',
    "duckdb": "FROM read_parquet('{origin}{folder}/financials.parquet');\n"
    "FROM read_csv('{origin}{folder}/registrations.csv');",
    "cli": "chipcensus download --format parquet.zip --to .",
}
Answer = Callable[[Census, Shelf, Request], Response]


def routes(census: Census) -> list[Route]:
    """The routes of the files, from the generations that `census` has kept."""
    shelf = Shelf(census.store)

    def answering(answer: Answer) -> Any:
        async def endpoint(request: Request) -> Response:
            return await run_in_threadpool(_safely, answer, census, shelf, request)

        return endpoint

    return [
        Route(f"{TABLES}/{{name}}.{{ending}}", answering(_table), methods=["GET"]),
        Route(NEWEST, answering(_newest), methods=["GET"]),
        Route(f"{DATA}/{{generation}}/{SIZES}", answering(_sizes), methods=["GET"]),
        Route(f"{DATA}/{{generation}}/{{name}}", answering(_file), methods=["GET"]),
    ]


def examples(identity: str) -> dict[str, str]:
    """How a program reads a generation, by its tool; {origin} stands for the server."""
    folder, packed = f"{DATA}/{identity}", download_name(identity, "csv.zip")
    return {
        tool: text.replace("{folder}", folder).replace("{csv}", packed)
        for tool, text in EXAMPLES.items()
    }


def make(census: Census, shelf: Shelf, identity: str, name: str) -> Path:
    """A file of a generation; where its database is damaged it is built anew, once.

    Raises:
        UnknownDownload: no such file, or the generation is not kept.
    """
    try:
        return shelf.file(_kept(census, identity), name)
    except GenerationBroken:
        if identity not in _ids(census):
            raise
        census.renew(census.generation())
        return shelf.file(_kept(census, identity), name)


def _kept(census: Census, identity: str) -> str:
    """The file of a generation by its id. Raises UnknownDownload."""
    current = census.data()
    if identity in _ids(census):
        return current.file
    file = census.store.find(identity)
    if file is None:
        raise UnknownDownload(
            f"Generation {identity[:40]!r} is not kept here. The newest is {current.id}: "
            f"{DATA}/{current.id}/{DESCRIPTION}"
        )
    return file


def _ids(census: Census) -> tuple[str, str]:
    """What the current data is asked by: the id of what can be taken away, and of what answers."""
    return census.data().id, census.generation().id


def _safely(answer: Answer, census: Census, shelf: Shelf, request: Request) -> Response:
    try:
        with steady():
            response = answer(census, shelf, request)
    except (ChipCensusError, OSError) as error:
        response = refusal(error, request)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def tables(census: Census) -> list[str]:
    """The tables of the current generation that can be taken away."""
    return list(_tables(census, census.generation().file))


@kept_with_its_owner(1)
def _tables(census: Census, _generation: str) -> tuple[str, ...]:
    return tuple(table.name for table in read_contents(census.data()).tables)


def _table(census: Census, shelf: Shelf, request: Request) -> Response:
    asked = request.path_params
    identity = request.query_params.get("generation", census.data().id)
    slips = [
        Slip(name[:40], "", f"{name[:40]}: not known", ("generation",))
        for name in sorted(request.query_params.keys() - {"generation"})
    ]
    if slips:
        raise BadParameter(slips=slips)
    for name, known in (("name", tables(census)), ("ending", PIECES)):
        if asked[name] not in known:
            found = asked[name][:80]
            slip = Slip(name, found, f"No table {found!r}.", known)
            if name == "ending":
                slip = Slip(name, found, f"No ending {found!r}.", known)
            raise UnknownDownload(slips=[slip])
    try:
        _kept(census, identity)
    except UnknownDownload as error:
        raise GenerationGone(str(error)) from None
    return _sent(request, make(census, shelf, identity, f"{asked['name']}.{asked['ending']}"))


def _file(census: Census, shelf: Shelf, request: Request) -> Response:
    asked = request.path_params
    return _sent(request, make(census, shelf, asked["generation"], asked["name"]))


def _sent(request: Request, path: Path) -> Response:
    about = path.stat()
    kind = MEDIA.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    packed = _way(request, kind or "", about.st_size)
    # A file that was made never changes; one made again elsewhere may differ in its bytes.
    tag = f'"{about.st_mtime_ns:x}-{about.st_size:x}{packed}"'
    headers = {"ETag": tag, "Cache-Control": "public, no-cache", "Vary": "Accept-Encoding"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    way = "inline" if path.suffix in READ else "attachment"
    if packed:
        headers["Content-Encoding"] = packed
        headers["Content-Disposition"] = f'{way}; filename="{path.name}"'
        return Response(_copy(path, about.st_mtime_ns, packed), 200, headers, kind)
    return FileResponse(path, 200, headers, kind, filename=path.name, content_disposition_type=way)


def _way(request: Request, kind: str, size: int) -> str:
    """How a file is packed on its way; "" where a part is asked for, or it is too much."""
    is_packable = kind.startswith(PACKABLE) and LEAST <= size <= MOST_PACKED
    if not is_packable or "range" in request.headers:
        return ""
    return encoding(request.headers.get("accept-encoding", ""))


@lru_cache(COPIES)
def _copy(path: Path, _changed: int, way: str) -> bytes:
    return PACK[way](path.read_bytes())


def _sizes(census: Census, shelf: Shelf, request: Request) -> Response:
    """Bytes of each file that holds all tables."""
    identity = request.path_params["generation"]
    names = [download_name(identity, form) for form in FORMATS]
    found = {name: make(census, shelf, identity, name).stat().st_size for name in names}
    return JSONResponse({"generation": identity, "bytes": found})


def _newest(census: Census, shelf: Shelf, _: Request) -> Response:
    identity = census.data().id
    told = json.loads(make(census, shelf, identity, DESCRIPTION).read_text(encoding="utf-8"))
    for resource in told["resources"]:
        resource["path"] = f"{identity}/{resource['path']}"
    return JSONResponse(told, headers={"Cache-Control": "public, no-cache"})
