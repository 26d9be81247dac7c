"""Threads take turns at the engine: one at a time, in the order in which they came, also after one that failed."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

import pytest

from service.turns import Turns


def test_one_at_a_time() -> None:
    turns, inside, most = Turns(), 0, 0

    def work(_: int) -> None:
        nonlocal inside, most
        for _again in range(20):
            with turns.turn():
                inside += 1
                most = max(most, inside)
                time.sleep(0)
                inside -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert most == 1


def test_in_the_order_in_which_they_came() -> None:
    turns, order, begun, go_on = Turns(), list[int](), Event(), Event()

    def first() -> None:
        with turns.turn():
            begun.set()
            go_on.wait(5)

    def later(number: int) -> None:
        with turns.turn():
            order.append(number)

    threads = [Thread(target=first)]
    threads[0].start()
    begun.wait(5)
    for number in range(5):
        threads.append(Thread(target=later, args=(number,)))
        threads[-1].start()
        while len(turns._waiting) <= number:  # noqa: SLF001 - nothing else tells that a thread waits
            time.sleep(0.001)
    go_on.set()
    for thread in threads:
        thread.join(5)
    assert order == [0, 1, 2, 3, 4]


def test_a_failure_ends_a_turn() -> None:
    turns = Turns()
    with pytest.raises(RuntimeError), turns.turn():
        raise RuntimeError
    with turns.turn():
        pass
