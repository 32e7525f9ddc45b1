"""What is answered to the page Explore; routes.py has the addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

from starlette.responses import JSONResponse, Response, StreamingResponse

from chipcensus.choices import from_url
from chipcensus.errors import ChipCensusError, UnknownQuestion, UnknownRun
from chipcensus.explore.asked import Asked
from chipcensus.explore.card import card, details, exhibit
from chipcensus.explore.examples import example, examples
from chipcensus.explore.files import FORMATS
from chipcensus.explore.kept import SHORT, bad, keep, read_kept, read_sql
from chipcensus.explore.schema import schema
from chipcensus.explore.told import failed, told
from chipcensus.export.formats import FORMATS as OF_FIGURES
from chipcensus.export.formats import Paints
from chipcensus.sandbox import Limits
from chipcensus.settings import Settings

NOWHERE = {"Cache-Control": "no-store"}
# Of an answer on a screen.
SCREEN_BYTES = 8_000_000
NO_FILTERS = ("name", "lang", "generation")


def tables(asked: Asked) -> Response:
    """Every table with its columns."""
    return JSONResponse(schema(asked.census, asked.words.lang), headers=NOWHERE)


def questions(asked: Asked) -> Response:
    """The shipped questions."""
    return JSONResponse({"groups": examples(asked.census, asked.words)}, headers=NOWHERE)


def question(asked: Asked) -> Response:
    """One of them as a statement. Raises UnknownQuestion."""
    params = asked.request.query_params
    query = {name: params.getlist(name) for name in params if name not in NO_FILTERS}
    filters, _ = from_url(query, asked.census.choices())
    sql = example(asked.census, params.get("name", ""), filters, asked.words)
    return JSONResponse({"sql": sql}, headers=NOWHERE)


def begin(asked: Asked, client: str) -> Response:
    """A statement begins to run; `client` is whose turn it is."""
    sql, form = read_sql(asked.body), asked.body.get("format")
    if form is not None and form not in FORMATS:
        raise bad("format", str(form), " or ".join(FORMATS))
    limits = _limits(asked.census.settings, form)
    try:
        run = asked.runs.begin(asked.census, sql, client, limits, form or "")
    except ChipCensusError as error:
        return JSONResponse(failed(error, asked.words), headers=NOWHERE)
    address = f"{asked.below}/runs/{run.token}"
    return JSONResponse({"run": address}, 202, {**NOWHERE, "Location": address})


def _limits(settings: Settings, form: str | None) -> Limits:
    if form is None:
        return replace(Limits.of(settings), bytes=min(SCREEN_BYTES, settings.sql_bytes))
    return Limits.of(settings, rows=FORMATS[form].rows or settings.sql_export_rows)


def progress(asked: Asked) -> Response:
    """How far it is."""
    return JSONResponse(told(asked.run, asked.words), headers=NOWHERE)


def cancel(asked: Asked) -> Response:
    """It is given up."""
    asked.run.running.cancel()
    return Response(status_code=204, headers=NOWHERE)


def chart(asked: Asked) -> Response:
    """Its quick chart as a card."""
    run, drawn = asked.run, asked.chart
    made = card(run, drawn, asked.words, f"{asked.below}/runs/{run.token}")
    return JSONResponse({"card": made}, headers=NOWHERE)


def behind(asked: Asked) -> Response:
    """What that card shows when asked."""
    return JSONResponse(details(asked.run, asked.words), headers=NOWHERE)


def figure(asked: Asked, painter: Callable[[], Paints]) -> Response:
    """The chart and its rows as a file. Raises UnknownQuestion, and what a painter raises."""
    ending = asked.request.path_params["ending"]
    if ending not in OF_FIGURES:
        raise UnknownQuestion(f"No ending {ending[:20]!r}. There are: {', '.join(OF_FIGURES)}.")
    made, form = exhibit(asked.run, asked.chart, asked.words), OF_FIGURES[ending]
    return Response(form.make(made, painter()), 200, _saved(made.file, ending), form.media)


def rows(asked: Asked) -> Response:
    """All rows as the file it was run for. Raises UnknownRun."""
    run, ending = asked.run, asked.request.path_params["ending"]
    if ending != run.form or not run.is_over:
        raise UnknownRun("No such file: the statement was not run for it.")
    run.running.result()
    form, headers = FORMATS[ending], _saved(run.stem, ending)
    return StreamingResponse(form.make(run, asked.words), 200, headers, form.media)


def _saved(stem: str, ending: str) -> dict[str, str]:
    disposition = f"attachment; filename*=UTF-8''{quote(stem)}.{ending}"
    return {**NOWHERE, "Content-Disposition": disposition}


def statement(asked: Asked) -> Response:
    """A statement is kept as a link. Raises ReportsFull, StateBroken."""
    identity = keep(asked.shared, read_kept(asked.body))
    address = f"{asked.request.base_url}{SHORT.lstrip('/')}/{identity}"
    return JSONResponse({"id": identity, "address": address}, 201, NOWHERE)
