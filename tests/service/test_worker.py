"""The worker takes new connections while it has a free thread, and then one for each request that it ends."""

from concurrent.futures import Future
from types import SimpleNamespace
from typing import Any

import pytest

from service.worker import JsonErrorWorker


class _Pool:
    """Runs nothing until told to."""

    def __init__(self) -> None:
        self.due: list[Future[bool]] = []

    def submit(self, *_: Any) -> Future[bool]:
        self.due.append(Future())
        return self.due[-1]


@pytest.fixture
def worker() -> Any:
    """Make a worker of two threads that listens on one socket, without a process of its own."""
    one = JsonErrorWorker.__new__(JsonErrorWorker)
    listener = SimpleNamespace(setblocking=lambda _: None)
    watched: set[int] = set()
    one.__dict__.update(
        cfg=SimpleNamespace(threads=2, keepalive=2),
        sockets=[listener],
        poller=SimpleNamespace(
            register=lambda which, *_: watched.add(id(which)), unregister=lambda which: watched.discard(id(which))
        ),
        tpool=_Pool(),
        method_queue=SimpleNamespace(defer=lambda call, *arguments: call(*arguments)),
        alive=True,
        nr_conns=0,
        _accepting=False,
        _busy=0,
        _due=False,
        watched=watched,
    )
    return one


def _connection() -> Any:
    return SimpleNamespace(close=lambda **_: None)


def _come(worker: Any) -> None:
    """Let a connection be taken as gunicorn does."""
    worker.nr_conns += 1
    worker._due = False  # noqa: SLF001 - as `accept` does
    worker.enqueue_req(_connection())


def test_no_more_connections_than_threads_until_one_is_done(worker: Any) -> None:
    worker.set_accept_enabled(True)
    _come(worker)
    assert worker.watched
    _come(worker)
    assert not worker.watched
    # What gunicorn's loop asks for at each turn.
    worker.set_accept_enabled(True)
    assert not worker.watched
    worker.tpool.due[0].set_result(False)
    worker.set_accept_enabled(True)
    assert worker.watched


def test_busy_connections_do_not_keep_new_ones_out(worker: Any) -> None:
    worker.set_accept_enabled(True)
    _come(worker)
    _come(worker)
    # Two that stay open and ask again at once.
    worker.enqueue_req(_connection())
    worker.enqueue_req(_connection())
    worker.tpool.due[0].set_result(False)
    worker.set_accept_enabled(True)
    assert worker.watched
    _come(worker)
    worker.set_accept_enabled(True)
    assert not worker.watched


def test_a_stopping_worker_takes_none(worker: Any) -> None:
    worker.set_accept_enabled(True)
    worker.set_accept_enabled(False)
    worker.enqueue_req(_connection())
    worker.tpool.due[0].set_result(False)
    assert not worker.watched
