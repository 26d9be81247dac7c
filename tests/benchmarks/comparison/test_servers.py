"""Servers that are started, asked and ended; peers in a process of their own."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest

from benchmarks.comparison import inprocess, processes, servers
from benchmarks.comparison.faults import RowFailedError
from benchmarks.comparison.servers import Launch, Served, running
from benchmarks.comparison.targets import NOOP, SERVED, one_text

_NOOP = next(one for one in SERVED if one.name == NOOP)
_BODY = one_text("Iran thanked Oman.")


def _gone(group: int) -> bool:
    """Tell whether nothing of a group runs any more; what has ended may wait for its parent."""
    alive = [one for one in psutil.process_iter(["status"]) if one.info["status"] != psutil.STATUS_ZOMBIE]
    return group not in {_group_of(one.pid) for one in alive}


def _group_of(process: int) -> int | None:
    try:
        return os.getpgid(process)
    except ProcessLookupError:
        return None


def test_the_no_op_handler_answers_under_the_servers_own_settings() -> None:
    with running(_NOOP, _BODY) as server:
        assert servers.ask(server.port, "POST", "/v1/score", _BODY)[0] == 200
        assert 0 < server.ready_seconds < server.answer_seconds
        used = processes.memory(server.root)
        assert 0 < used.shared_out < used.resident
        assert processes.cpu_seconds(server.root) > 0
    assert _gone(server.root)
    with pytest.raises(OSError, match="refused"):
        servers.ask(server.port, "GET", "/readyz")


def test_a_server_is_ended_when_the_run_is_interrupted() -> None:
    with pytest.raises(KeyboardInterrupt), running(_NOOP, _BODY) as server:
        raise KeyboardInterrupt
    assert _gone(server.root)


def _served(code: str) -> Served:
    def launch(ports: Sequence[int], _: Path) -> Launch:
        return Launch([sys.executable, "-c", code, str(ports[0])])

    return Served("made up", "made up", launch, one_text)


def test_a_server_that_ends_tells_the_end_of_its_log() -> None:
    with (
        pytest.raises(RowFailedError, match=r"status 3\nno such model"),
        running(_served("print('no such model'); exit(3)"), _BODY),
    ):
        pass


def test_a_server_that_keeps_silent_is_given_up_and_ended() -> None:
    silent = _served("import time; time.sleep(60)")
    with pytest.raises(RowFailedError, match="did not get ready"), running(silent, _BODY, patience=0.2):
        pass


_PEER = """
from benchmarks.comparison.peers import protocol
told = protocol.asked()
protocol.measure(lambda: sum(range(told['n'])), 0, 5)
"""


def test_a_peer_tells_its_times() -> None:
    found = inprocess.run([sys.executable, "-c", _PEER], {"n": 10_000})
    (cell,) = found.cells
    assert cell.answers == 5
    assert cell.rate > 0
    assert found.memory.resident > 0
    assert found.ready_seconds is None


def test_a_peer_that_fails_says_why() -> None:
    with pytest.raises(RowFailedError, match="KeyError: 'n'"):
        inprocess.run([sys.executable, "-c", _PEER], {})
