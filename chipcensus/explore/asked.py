"""Who asks what of whose data: for whoever may explore, and nobody else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from chipcensus.access import Reader, Right, require
from chipcensus.census import Census
from chipcensus.charts.explore import Chart
from chipcensus.errors import UnknownRun
from chipcensus.explore.kept import bad, read_chart
from chipcensus.explore.runs import Run, Runs, runs_of
from chipcensus.i18n import LANGUAGES, Words
from chipcensus.workspace import workspaces_of

EXPLORE = "explore"


class Asked(NamedTuple):
    """A request.

    Attributes:
        shared: the census of the installation.
        census: whose data is asked: the same, or a visit's own.
        request: as it came; `body` is what was sent with it.
        reader: who asks.
        words: the language asked for.
    """

    shared: Census
    census: Census
    request: Request
    body: Mapping[str, Any]
    reader: Reader
    words: Words

    @property
    def below(self) -> str:
        """The address below which all of this is asked."""
        return f"{self.census.address}/{EXPLORE}"

    @property
    def runs(self) -> Runs:
        """Those of the installation."""
        return runs_of(self.shared)

    @property
    def run(self) -> Run:
        """The run that the address names, of this data only. Raises UnknownRun."""
        run = self.runs.find(self.request.path_params["run"])
        if run.census is not self.census:
            raise UnknownRun("No such answer: the data is another now. Run the statement again.")
        return run

    @property
    def chart(self) -> Chart:
        """The chart that the address asks for. Raises BadParameter."""
        chart = read_chart(self.request.query_params)
        names = {field.name for field in self.run.result.question.columns}
        for name in (chart.x, chart.y, *([chart.colour] if chart.colour else [])):
            if name not in names:
                raise bad("x, y, colour", name, "columns of the answer")
        return chart


Answer = Callable[[Asked], Response]


def asked(shared: Census, request: Request, body: Mapping[str, Any]) -> Asked:
    """What a request asks.

    Raises:
        NotSignedIn, NotAllowed: the reader may not explore.
        UnknownRun: the visit has ended.
        BadParameter: the language is none.
    """
    reader = require(request, Right.EXPLORE)
    census = _whose(shared, request)
    lang = request.query_params.get("lang", LANGUAGES[0])
    if lang not in LANGUAGES:
        raise bad("lang", lang, " or ".join(LANGUAGES))
    return Asked(shared, census, request, body, reader, census.words(lang))


def _whose(shared: Census, request: Request) -> Census:
    """A visit's own data, where the address is a visit's. Raises UnknownRun."""
    token = request.path_params.get("token")
    if token is None:
        return shared
    workspace = workspaces_of(shared).find(token)
    if workspace is None or workspace.census is None:
        raise UnknownRun("Nothing here: the visit has ended.")
    return workspace.census
