"""Who waits for whom: readers take turns, and nobody waits without end."""

from __future__ import annotations

import threading

import pytest

from chipcensus.errors import QueueFull, StatementStopped
from chipcensus.sandbox.line import OF_ONE_READER

BOMB = "SELECT sum(i % 7) FROM range(100000000000) t(i)"
COUNT = "SELECT count(*) AS n FROM registrations"


def test_what_waits_is_given_up_without_having_run(one, until):
    runs, waits = one.ask(BOMB), one.ask(COUNT)
    until(lambda: runs.place == 0)
    assert waits.place == 1
    waits.cancel()
    with pytest.raises(StatementStopped, match="as you asked"):
        waits.result()
    assert not runs.done
    assert one.status().waiting == 0


def test_giving_up_what_is_done_changes_nothing(one):
    asked = one.ask(COUNT)
    rows = asked.result()
    asked.cancel()
    assert asked.result() is rows
    assert one.ask(COUNT).result().table.to_pylist() == [{"n": 86}]


def test_readers_take_turns(one, until):
    order, lock = [], threading.Lock()

    def follow(name, asked):
        asked.wait()
        with lock:
            order.append(name)

    first = one.ask(BOMB, reader="greedy")
    until(lambda: first.place == 0)
    waiting = [(f"greedy {n}", one.ask(COUNT, reader="greedy")) for n in range(3)]
    waiting += [("b", one.ask(COUNT, reader="b")), ("c", one.ask(COUNT, reader="c"))]
    assert [asked.place for _, asked in waiting] == [1, 4, 5, 2, 3]
    threads = [threading.Thread(target=follow, args=pair) for pair in waiting]
    for thread in threads:
        thread.start()
    first.cancel()
    for thread in threads:
        thread.join(30)
    assert set(order[:3]) == {"greedy 0", "b", "c"}


def test_a_reader_has_one_statement_running_and_others_find_a_free_worker(two, until):
    first, second = two.ask(BOMB, reader="greedy"), two.ask(BOMB, reader="greedy")
    until(lambda: first.place == 0)
    assert two.ask(COUNT, reader="b").result().table.to_pylist() == [{"n": 86}]
    assert second.place == 1
    assert (two.status().running, two.status().waiting) == (1, 1)


def test_a_full_queue_says_when_to_come_again(one, until):
    first = one.ask(BOMB, reader="greedy")
    until(lambda: first.place == 0)
    for _ in range(OF_ONE_READER):
        one.ask(COUNT, reader="greedy")
    with pytest.raises(QueueFull) as caught:
        one.ask(COUNT, reader="greedy")
    assert caught.value.told == {"seconds": 30}
    others = [one.ask(COUNT, reader=f"reader {n}") for n in range(20 - OF_ONE_READER)]
    with pytest.raises(QueueFull, match="30 seconds"):
        one.ask(COUNT, reader="one too many")
    first.cancel()
    assert {other.result().table.num_rows for other in others} == {1}


def test_many_readers_at_once_get_their_own_answers(two):
    asked = {n: two.ask(f"SELECT {n} AS n", reader=f"reader {n}") for n in range(20)}
    assert {n: one.result().table.to_pylist()[0]["n"] for n, one in asked.items()} == {
        n: n for n in asked
    }
