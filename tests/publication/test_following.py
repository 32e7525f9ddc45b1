"""What is published is followed: who answers while publication or engine come and go."""

from __future__ import annotations

import gc
import threading
from dataclasses import replace
from pathlib import Path
from weakref import ref

import pytest
from publication.published import tiny

from chipcensus import following
from chipcensus.current import steady
from chipcensus.errors import EngineUnreachable, QueryTimedOut
from chipcensus.following import Following
from chipcensus.publish.publication import publish_at, roll_back_at
from chipcensus.settings import read_settings
from chipcensus.store import Fetched, Published


class Prove:
    """An engine that reads what it is told to read."""

    def __init__(self):
        self.error, self.asked, self.unread = None, 0, set()

    def __call__(self, generation):
        self.asked += 1
        if self.error is not None:
            raise self.error
        if generation.id in self.unread:
            raise EngineUnreachable("not this one")


@pytest.fixture
def publisher(tmp_path):
    """Settings of who publishes; one generation is there."""
    settings = read_settings({"CHIPCENSUS_VAR": str(tmp_path / "publisher")})
    tiny(settings, "first")
    publish_at(settings, str(tmp_path / "published"))
    return settings


@pytest.fixture
def reader(publisher, tmp_path):
    """Settings of who reads."""
    return replace(
        publisher,
        var=tmp_path / "reader",
        engine="sc://127.0.0.1:1",
        publication=str(tmp_path / "published"),
    )


@pytest.fixture
def prove():
    return Prove()


@pytest.fixture
def follow(reader, prove, monkeypatch):
    """Start to follow, as often as wanted; a test looks by itself."""
    monkeypatch.setattr(following, "LOOK_SECONDS", 3600.0)
    monkeypatch.setattr(following, "PROOF_SECONDS", 0.0)
    return lambda: Following(reader, Fetched(reader), prove)


def publish(settings, reader, identity):
    tiny(settings, identity)
    publish_at(settings, reader.publication)


def answers(one):
    return one.generation(lambda _: None)


def test_what_is_published_answers(follow, reader):
    one = follow()
    opened = answers(one)
    assert isinstance(opened, Published)
    assert (opened.id, one.away, one.is_embedded(opened)) == ("first", None, False)
    assert opened.cursor().execute("SELECT count(*) FROM facts").fetchall() == [(3,)]
    assert opened.path.is_relative_to(reader.var)


def test_a_newer_one_is_taken_up_and_a_roll_back_too(follow, publisher, reader):
    one = follow()
    answers(one)
    publish(publisher, reader, "second")
    assert answers(one).id == "first"  # nobody waits for the look
    one.look()
    assert answers(one).id == "second"
    assert list(one.store.kept()) == ["second", "first"]
    roll_back_at(reader, reader.publication)
    one.look()
    assert answers(one).id == "first"


def test_what_the_engine_does_not_read_is_not_taken_up(follow, publisher, reader, prove):
    one = follow()
    answers(one)
    publish(publisher, reader, "second")
    prove.unread = {"second"}
    one.look()
    assert (answers(one).id, one.away) == ("first", None)
    prove.unread = set()
    one.look()
    assert answers(one).id == "second"


def test_embedded_data_answers_while_the_engine_is_away(follow, prove):
    one = follow()
    before = answers(one)
    prove.error = EngineUnreachable("gone")
    one.look()
    embedded = answers(one)
    assert one.is_embedded(embedded)
    assert not isinstance(embedded, Published)
    assert embedded.file != before.file  # what is kept of one is not given for the other
    assert one.away.what == "engine"
    since = one.away.since
    one.look()
    assert one.away.since == since
    prove.error = None
    one.look()
    assert (answers(one).file, one.away) == (before.file, None)


def test_an_answer_that_loses_the_engine_is_the_last_of_it(follow, prove):
    one = follow()
    with steady():
        first = answers(one)
        prove.error = EngineUnreachable("gone")
        one.lost(first, prove.error)
        assert one.is_embedded(answers(one))
    assert one.is_embedded(answers(one))
    one.lost(first, prove.error)  # told late: nothing changes
    assert one.is_embedded(answers(one))


def test_an_engine_that_was_never_reached_leaves_embedded_data_too(follow, prove):
    prove.error = EngineUnreachable("not there yet")
    one = follow()
    assert one.is_embedded(answers(one))
    assert answers(one).id == "first"


def test_without_the_publication_the_last_one_fetched_answers(follow, reader):
    answers(follow())
    Path(reader.publication).rename(Path(reader.publication).with_name("away"))
    one = follow()
    assert (answers(one).id, one.is_embedded(answers(one))) == ("first", True)
    assert one.away.what == "publication"
    Path(reader.publication).with_name("away").rename(reader.publication)
    one.look()
    assert isinstance(answers(one), Published)


def test_without_publication_and_anything_fetched_what_is_built_here_answers(follow, reader):
    Path(reader.publication).rename(Path(reader.publication).with_name("away"))
    tiny(reader, "built-here")
    one = follow()
    assert (answers(one).id, one.away.what) == ("built-here", "publication")
    assert one.is_embedded(answers(one))


def test_the_engine_goes_on_where_only_the_publication_is_away(follow, reader):
    one = follow()
    opened = answers(one)
    Path(reader.publication).rename(Path(reader.publication).with_name("away"))
    one.look()
    assert (answers(one), one.away) == (opened, None)


def test_an_engine_with_much_to_do_is_there(follow, prove):
    one = follow()
    opened = answers(one)
    prove.error = QueryTimedOut("busy")
    one.look()
    assert (answers(one), one.away) == (opened, None)


def test_nobody_waits_for_a_look(follow, publisher, reader):
    one = follow()
    opened, looks, goes_on = answers(one), threading.Event(), threading.Event()
    publish(publisher, reader, "second")

    def slowly(_):
        looks.set()
        assert goes_on.wait(30)

    one._prove = slowly
    looking = threading.Thread(target=one.look)
    looking.start()
    assert looks.wait(30)
    assert answers(one) is opened
    goes_on.set()
    looking.join()
    assert answers(one).id == "second"


def test_a_spoilt_file_is_fetched_anew(follow):
    one = follow()
    opened = answers(one)
    opened.path.write_bytes(b"no database")
    one.renew(opened)
    again = answers(one)
    assert again.cursor().execute("SELECT count(*) FROM facts").fetchall() == [(3,)]


def test_an_earlier_generation_is_opened_by_its_id(follow, publisher, reader):
    one = follow()
    publish(publisher, reader, "second")
    assert answers(one).id == "second"
    earlier = one.store.open(one.store.find("first"))
    assert (earlier.id, isinstance(earlier, Published)) == ("first", True)
    assert set(one.store.dates()) == {"first", "second"}
    assert one.store.find("third") is None


def test_what_is_taken_away_is_what_is_embedded(follow):
    one = follow()
    data = one.store.data_of(answers(one))
    assert not isinstance(data, Published)
    assert one.store.open(data.file).id == data.id


def test_it_looks_by_itself_and_no_longer_than_anybody_has_it(reader, prove, monkeypatch):
    monkeypatch.setattr(following, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(following, "PROOF_SECONDS", 0.0)
    one = Following(reader, Fetched(reader), prove)
    answers(one)
    asked = prove.asked
    for _ in range(3000):
        if prove.asked > asked + 2:
            break
        threading.Event().wait(0.01)
    assert prove.asked > asked + 2
    known = ref(one)
    del one
    for _ in range(3000):
        gc.collect()
        if known() is None:
            break
        threading.Event().wait(0.01)
    assert known() is None
