"""A visit's own data: whose it is, how long it lives, and that nothing of it stays."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import weakref
from dataclasses import replace

import pytest

from chipcensus.census import Census
from chipcensus.errors import TooManyVisits
from chipcensus.filters import Filters
from chipcensus.i18n import read_words
from chipcensus.jobs import Job
from chipcensus.settings import ROOT
from chipcensus.ui.figure_card import prepare_card
from chipcensus.workspace import Workspaces

FIGURE = "registrations/by_year"
OPENS = """
import sys, time
from chipcensus.census import Census
from chipcensus.workspace import Workspaces
print(Workspaces(Census()).open().folder, flush=True)
time.sleep(60)
"""


@pytest.fixture
def shared(shipped, tmp_path):
    """A census of the shipped data whose visits lie in the test's own folder."""
    var = tmp_path / "var"
    shutil.copytree(shipped.var / "generations", var / "generations")
    return Census(replace(shipped, var=var, private_seconds=0.0, private_visits=2))


@pytest.fixture
def visits(shared):
    made = Workspaces(shared)
    yield made
    made.close_all()


def load(shared, workspace):
    """Stand in for a build: the shared generation under another name."""
    file = workspace.folder / "private-0.duckdb"
    shutil.copy(shared.store.folder / shared.store.current_file(), file)
    workspace.take_up(file)


def test_its_folder_is_its_owners_alone_and_its_token_cannot_be_guessed(visits):
    one, other = visits.open(), visits.open()
    assert (one.folder.stat().st_mode & 0o777, one.folder.parent.stat().st_mode & 0o777) == (
        0o700,
        0o700,
    )
    assert one.token != other.token
    assert len(one.token) >= 43  # 256 bits in base 64
    assert one.token not in str(one.folder)
    assert visits.find(one.token) is one
    assert visits.find("") is visits.find("../etc") is None


def test_no_more_visits_than_the_settings_allow(visits):
    visits.open(), visits.open()
    with pytest.raises(TooManyVisits):
        visits.open()


def test_it_answers_from_its_own_file_and_closing_it_leaves_nothing(shared, visits):
    workspace = visits.open()
    load(shared, workspace)
    assert workspace.census.figure(FIGURE, Filters()).is_private
    assert not shared.figure(FIGURE, Filters()).is_private
    folder = workspace.folder
    visits.close(workspace)
    assert not folder.exists()
    assert visits.find(workspace.token) is None
    assert workspace.census is None


def test_what_is_loaded_next_replaces_the_file_before(shared, visits):
    workspace = visits.open()
    load(shared, workspace)
    before = workspace.census
    file = workspace.folder / "private-1.duckdb"
    shutil.copy(workspace.folder / "private-0.duckdb", file)
    workspace.take_up(file)
    assert workspace.census is not before
    assert [path.name for path in workspace.folder.iterdir()] == [file.name]


def test_its_cards_crowd_out_none_of_the_shared_ones_and_die_with_it(shared, visits):
    workspace = visits.open()
    load(shared, workspace)
    kept = prepare_card(shared, "en", Filters(), FIGURE)
    own = prepare_card(workspace.census, "en", Filters(), FIGURE)
    told = json.loads(own.sent)["card"]
    assert told["links"]["csv"].startswith(workspace.address)
    assert told["cite"] is told["report"] is None
    assert workspace.token not in kept.sent.decode()
    assert prepare_card(shared, "en", Filters(), FIGURE) is kept
    alive = weakref.ref(workspace.census)
    visits.close(workspace)
    gc.collect()
    assert alive() is None


def test_a_visit_ends_when_no_session_is_there_and_not_before(visits):
    workspace = visits.open()
    workspace.visited_by("tab")
    visits.sweep(lambda visitor: visitor == "tab")
    assert visits.find(workspace.token)
    visits.sweep(lambda _: False)
    assert visits.find(workspace.token) is None
    assert not workspace.folder.exists()


def test_work_that_goes_on_is_given_up_and_writes_nothing_more(visits):
    workspace, written, go_on = visits.open(), threading.Event(), threading.Event()

    def work(say):
        (workspace.folder / "half").write_text("")
        written.set()
        go_on.wait(10)
        say("next")
        (workspace.folder.parent / "leaked").write_text("")

    workspace.job = Job("work", work)
    assert written.wait(10)
    visits.close(workspace)
    go_on.set()
    assert workspace.job.wait(10)
    for thread in threading.enumerate():
        if thread.name == "clearing":
            thread.join(10)
    assert not workspace.folder.exists()
    assert not (workspace.folder.parent / "leaked").exists()


def test_what_a_killed_process_left_is_cleared_and_what_a_living_one_has_is_not(shared):
    env = {**os.environ, "CHIPCENSUS_VAR": str(shared.settings.var)}

    def start():
        command = [sys.executable, "-c", OPENS]
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
        return process, process.stdout.readline().strip()

    killed, left = start()
    living, kept = start()
    try:
        killed.send_signal(signal.SIGKILL)
        killed.wait(10)
        assert os.path.isdir(left)  # noqa: PTH112
        Workspaces(shared)
        assert not os.path.exists(left)  # noqa: PTH110
        assert os.path.isdir(kept)  # noqa: PTH112
    finally:
        for process in (killed, living):
            process.kill()
            process.communicate()


def test_while_work_is_under_way_nothing_else_is_begun(visits):
    workspace, go_on = visits.open(), threading.Event()
    job = workspace.job = Job("work", lambda say: go_on.wait(10) and say("on"))
    workspace.examine([], read_words("en"))
    workspace.discard()
    workspace.tag("other rules")
    workspace.remove("none")
    workspace.take(only_right=True)
    assert (workspace.job, workspace.scopes) == (job, "")
    go_on.set()
    assert job.wait(10)
    workspace.take(only_right=True)  # nothing to take
    assert (workspace.job, job.error) == (job, None)


def test_the_server_never_writes_an_upload_to_a_disk(tmp_path):
    told = "from starlette.formparsers import MultiPartParser as P; print(P.spool_max_size)"
    env = {**os.environ, "CHIPCENSUS_VAR": str(tmp_path)}
    command = [sys.executable, "-c", f"import chipcensus.server\n{told}"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "0"  # Python's word for: however large
