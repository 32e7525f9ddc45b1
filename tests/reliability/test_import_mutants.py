"""Whatever file comes, an import says what is wrong with it, soon, and nothing is half done."""

from __future__ import annotations

import faulthandler
import io
import os
import resource
import shutil
import time
from dataclasses import replace
from functools import partial

import pyarrow.parquet as pq
import pytest
from mutants import DEEDS, GOOD, mutant

from chipcensus.i18n import read_words
from chipcensus.importing.meaning import read_known
from chipcensus.importing.rows import Upload
from chipcensus.intake import accept, discard, examine, imports
from chipcensus.publish import build
from chipcensus.store import Store

# `make test-full` tries two thousand.
COUNT = int(os.environ.get("MUTANTS", str(2 * len(DEEDS))))
SECONDS = 10  # of the processor: other work on the machine is not the file's fault
HANGS = 300  # seconds after which all ends with a traceback of what hangs
PEAK = 1_200_000  # kilobytes above what the tests need anyway


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where imports lie; one is there already."""
    return tmp_path_factory.mktemp("mutants") / "imports"


@pytest.fixture(scope="module")
def examined(folder, shipped):
    """Read a file as somebody would who speaks the one language or the other."""
    known, words = read_known(shipped.data), [read_words(lang) for lang in ("zh", "en")]

    def draft(number, name, content):
        one = Upload(name, len(content), lambda: io.BytesIO(content))
        return examine([one], folder, known=known, words=words[number % 2], settings=shipped)

    return draft


@pytest.fixture(scope="module")
def first(examined):
    """An import that is there before any of the others."""
    file = GOOD / "list_parquet" / "list.parquet"
    return accept(examined(0, file.name, file.read_bytes()))


@pytest.fixture(scope="module")
def taken(first):
    """The imports that became of spoilt files."""
    return {first.id: first}


@pytest.fixture(scope="module")
def memory(first):
    """The greatest memory before any spoilt file came, in kilobytes."""
    assert first.rows
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.fixture(autouse=True)
def watched():
    faulthandler.dump_traceback_later(HANGS, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


def everything(folder):
    """Every file below, with what it holds."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "number", range(COUNT), ids=lambda n: f"{n}-{DEEDS[n % len(DEEDS)].__name__}"
)
def test_a_spoilt_file_is_told_about_and_nothing_is_half_done(
    number, folder, examined, taken, memory, request
):
    spoilt = mutant(number)
    before, start = everything(folder), time.process_time()
    draft = examined(number, spoilt.name, spoilt.content)
    used = time.process_time() - start
    request.addfinalizer(partial(discard, draft))
    assert used < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < memory + PEAK

    assert draft.rows or draft.groups, "neither rows nor a reason"
    for group in draft.groups:
        assert group.expected
        assert "{" not in group.remedy
    if draft.rows:
        new = accept(draft, only_right=True)
        paths = [
            path
            for file in new.files
            for path in [new.folder / f"{t}-{file.number:05d}.parquet" for t in file.tables]
        ]
        whole = sum(pq.read_metadata(path).num_rows for path in paths)
        assert whole == sum(n for file in new.files for n in file.tables.values())
        assert new.rows > 0
        if len(taken) < 60 and draft.rows < 1_000:
            taken[new.id] = new
        elif new.id not in taken:
            shutil.rmtree(new.folder)
    discard(draft)
    after = everything(folder)
    assert {path: after.get(path) for path in before} == before
    assert {one.id for one in imports(folder)} == set(taken)
    assert not list(folder.glob("draft-*"))


def test_what_was_taken_of_spoilt_files_is_published(taken, shipped, tmp_path):
    assert len(taken) > 10
    settings = replace(shipped, var=tmp_path)
    identity = build(settings, imports=list(taken.values()))
    assert Store(settings).open_current().id == identity
