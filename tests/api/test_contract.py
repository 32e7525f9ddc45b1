"""A stranger who knows only /openapi.json asks what it allows and what it forbids."""

from __future__ import annotations

from collections import Counter

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import Unsatisfiable
from report_orders import JOBS, REPORTS
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from chipcensus.api.questions import names

# For each address; with a hundred figures that is many requests.
EXAMPLES = 4
# A generation that is not kept is 410, which it does not count as a refusal. A text that is no
# statement fits the description all the same; it is answered by 422.
REFUSED = {
    "negative_data_rejection": {"expected-statuses": ["4xx"]},
    "positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "404", "422", "5xx"]},
}
TIRELESS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    verbosity=Verbosity.quiet,
)
# Drawing takes a browser, and has its own tests.
DRAWN = "/api/v1/figure/"


@pytest.fixture(scope="module")
def schema(port):
    config = SchemathesisConfig.from_dict({"checks": REFUSED})
    return schemathesis.openapi.from_url(f"http://127.0.0.1:{port}/openapi.json", config=config)


def test_the_description_is_valid_and_names_every_figure(schema, census):
    schema.validate()
    assert schema.raw_schema["openapi"].startswith("3.1")
    for path in (
        REPORTS,
        f"{REPORTS}/{{id}}.json",
        JOBS,
        f"{JOBS}/{{job}}",
        f"{JOBS}/{{job}}/file",
    ):
        assert path in schema.raw_schema["paths"]
    for name in names(census):
        for kind in ("ask", "figure"):
            assert f"/api/v1/{kind}/{name}.{{ending}}" in schema.raw_schema["paths"]


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
def test_what_is_allowed_is_answered_as_described_and_the_rest_refused(schema, mode):
    seen, wrong = Counter(), {}
    for found in schema.get_all_operations():
        operation = found.ok()
        if mode == GenerationMode.POSITIVE and operation.path.startswith(DRAWN):
            continue
        try:
            _asked(operation, mode, seen)
        except Unsatisfiable:
            assert mode == GenerationMode.NEGATIVE  # an address without parameters
        except (Exception, BaseExceptionGroup) as failure:  # all of them are shown together
            wrong[operation.path] = str(failure)[:1000]
    assert wrong == {}
    fine = (200, 201, 202) if mode == GenerationMode.POSITIVE else (400, 404)
    assert all(seen[status] for status in fine)
    assert not seen[500]


def _asked(operation, mode, seen):
    @TIRELESS
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        reply = case.call_and_validate()
        seen[reply.status_code] += 1
        if reply.status_code == 202:  # a report begun: others wait for it
            begun = f"{case.operation.base_url.rstrip('/')}{reply.headers['location'][0]}"
            assert requests.delete(begun, timeout=10).status_code == 204

    ask()
