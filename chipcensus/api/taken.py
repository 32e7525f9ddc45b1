"""Figures taken away over HTTP: the answer as data, or the figure drawn."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from chipcensus.api.asked import mark_of, read, safely
from chipcensus.api.gate import worked
from chipcensus.api.reply import Kept, Reply, address_of, has, sent, tag_of, unchanged
from chipcensus.census import Census
from chipcensus.citing.routes import at_its_generation, link
from chipcensus.errors import BadParameter, Slip, UnknownQuestion
from chipcensus.exhibits import exhibit
from chipcensus.export.exhibit import Exhibit
from chipcensus.export.formats import FORMATS
from chipcensus.export.picture import paint
from chipcensus.export.pictures import shared_painter
from chipcensus.meters import CACHE_HITS, CACHE_MISSES

ENDING = "ending"
# Of a picture: how many times 1200 pixels a PNG is wide, and whether the chart stands alone.
SCALE, BARE = "scale", "bare"
OPTIONS: Mapping[str, Sequence[str]] = {SCALE: ("1", "2", "4"), BARE: ("false", "true")}
PICTURES = ("png", "svg", "pdf")
DATA = ("json", "csv", "parquet", "xlsx")
# Shown in the browser; every other file is saved.
SHOWN = ("json", "png", "svg")
# A drawing opened by itself runs nothing and fetches nothing.
LOCKED = {"svg": "default-src 'none'; style-src 'unsafe-inline'"}
# How many are worked out at the same time: readers of the pages come first.
AT_ONCE = 2
# Of files as they were sent, among all caches; see meters.py.
CACHE = "files"

Make = Callable[[Census, Request], Reply]


def drawn() -> tuple[str, ...]:
    """The endings of figures."""
    return tuple(ending for ending in FORMATS if ending not in DATA)


def ask_file(census: Census, request: Request) -> Response:
    """A figure's answer as a file, worked out for this request only."""
    return sent(request, data_of(census, request))


def figure_file(census: Census, request: Request) -> Response:
    """A figure as a file, drawn for this request only."""
    return sent(request, figure_of(census, request))


def data_of(census: Census, request: Request) -> Reply:
    """A figure's answer as a file. Raises UnknownQuestion, BadParameter."""
    return _taken(census, request, DATA)


def figure_of(census: Census, request: Request) -> Reply:
    """A figure as a file. Raises UnknownQuestion, BadParameter, and what a painter raises."""
    return _taken(census, request, drawn())


def answering(census: Census, make: Make) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that keeps what it has made; what is kept is sent without waiting."""
    kept, limiter = Kept(), CapacityLimiter(AT_ONCE)

    def slowly(census: Census, request: Request) -> Response:
        opened, address = census.generation(), address_of(request)
        tag = tag_of(opened.id, address)
        if has(request, tag):
            return unchanged(tag)
        reply = kept.get(opened.file, address)
        (CACHE_MISSES if reply is None else CACHE_HITS).labels(CACHE).inc()
        if reply is None:
            with worked(request):
                reply = make(census, request)
            reply = replace(reply, headers={**reply.headers, **mark_of(census)})
            kept.put(opened.file, address, reply)
        return sent(request, reply)

    async def endpoint(request: Request) -> Response:
        file = census.looked_up()
        reply = kept.get(file, address_of(request)) if file else None
        if reply is not None and reply.is_quick(request):
            CACHE_HITS.labels(CACHE).inc()
            return sent(request, reply)
        return await to_thread.run_sync(safely, slowly, census, request, limiter=limiter)

    return endpoint


def dated(make: Make) -> Make:
    """The same of the generation that the address names. Raises GenerationGone."""

    def made(census: Census, request: Request) -> Reply:
        found: list[Reply] = []

        def keep(then: Census, asked: Request) -> Response:
            found.append(make(then, asked))
            return Response()

        at_its_generation(keep)(census, request)
        return found[0]

    return made


def _taken(census: Census, request: Request, endings: Sequence[str]) -> Reply:
    ending = request.path_params[ENDING]
    if ending not in endings:
        found = ending[:20]
        detail = f"No ending {found!r}. There are: {', '.join(endings)}."
        raise UnknownQuestion(slips=[Slip(ENDING, found, detail, endings)])
    options = OPTIONS if endings != DATA else {}
    slips = [slip for name, known in options.items() for slip in _odd(request, name, known)]
    if slips:
        raise BadParameter(slips=slips)
    answer, words = read(census, request, tuple(options))
    made = exhibit(census, answer, words, str(request.base_url))
    form = FORMATS[ending]
    way = "inline" if ending in SHOWN else "attachment"
    headers = {"Content-Disposition": f"{way}; filename*=UTF-8''{quote(made.file)}.{ending}"}
    if not answer.is_private:
        headers["Link"] = f'<{link(answer, request)}>; rel="cite-as"'
    if ending in LOCKED:
        headers["Content-Security-Policy"] = LOCKED[ending]
    body = (
        _picture(made, ending, request) if ending in PICTURES else form.make(made, shared_painter())
    )
    tag = tag_of(answer.result.generation, address_of(request))
    return Reply(body, form.media, tag, headers)


def _picture(made: Exhibit, ending: str, request: Request) -> bytes:
    asked = request.query_params
    return paint(
        made,
        shared_painter(),
        ending,
        heading=asked.get(BARE) != "true",
        scale=int(asked.get(SCALE, 1)),
    )


def _odd(request: Request, name: str, known: Sequence[str]) -> list[Slip]:
    """What is wrong with an option of a picture."""
    given = request.query_params.getlist(name)
    if not given or (len(given) == 1 and given[0] in known):
        return []
    found = given[-1][:20]
    return [Slip(name, found, f"{name}: found {found!r}; expected {' or '.join(known)}", known)]
