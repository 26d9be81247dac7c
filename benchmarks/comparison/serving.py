"""One round of a served row: start it, load it at each number of connections, weigh it, end it."""

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from benchmarks.comparison import load, processes
from benchmarks.comparison.faults import NoAnswerError, RowFailedError
from benchmarks.comparison.rows import Cell, Sample
from benchmarks.comparison.servers import Running, Served, ask, running

WARM_UP = 8
_TIMED_ALONE = 3
_POLL_SECONDS = 0.02
_IDLE_SECONDS = 0.25
_MOST_IDLE_SECONDS = 2.0
_MOST_DRAIN_SECONDS = 60.0
# The system counts in hundredths of a second, and an idle server wakes up now and then.
_HEARTBEAT_CPU_SECONDS = 0.015


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a stretch of load is: `seconds`, or longer where so few answers would come, but `most` at most."""

    seconds: float
    most: float
    connections: Sequence[int] = (1, 8, 64)

    def stretch(self, connections: int, answer_seconds: float, workers: int) -> float:
        """
        Say how long to load a server.

        :param connections: With how many connections.
        :param answer_seconds: How long an answer takes where nothing else is asked.
        :param workers: How many answers are made at a time.
        :return: Seconds: enough for three answers on each connection, within the bounds.
        """
        return min(self.most, max(self.seconds, 3 * connections * answer_seconds / min(connections, workers)))


def measure(served: Served, text: str, pace: Pace, generator: str, workers: int) -> Sample:
    """
    Measure one round.

    :param served: What is served.
    :param text: The article.
    :param pace: How long to load it.
    :param generator: The load generator.
    :param workers: How many processes serve.
    :return: What was measured.
    :raises RowFailedError: If it does not start, or answers wrongly under load.
    """
    body = served.body(text)
    with running(served, body) as server:
        sent = write_body(body)
        try:
            alone = min(answer_time(server, served.path, body) for _ in range(_TIMED_ALONE))
            # The first requests of a process build what is built lazily.
            warm_up = Pace(1, pace.most).stretch(WARM_UP, alone, workers)
            with suppress(NoAnswerError):
                stretch(server, served.path, sent, generator, WARM_UP, warm_up)
            cells = []
            for count in pace.connections:
                # Where answers are that slow, the other numbers of connections still have theirs.
                with suppress(NoAnswerError):
                    seconds = pace.stretch(count, alone, workers)
                    cells.append(stretch(server, served.path, sent, generator, count, seconds))
            if not cells:
                msg = "no answer in time"
                raise NoAnswerError(msg)
            used = processes.memory(server.root)
        finally:
            sent.unlink()
        return Sample(cells, used, server.answer_seconds, server.ready_seconds)


def answer_time(server: Running, path: str, body: bytes) -> float:
    """
    Time one answer of a server that has nothing else to do.

    :param server: The server.
    :param path: Where to post.
    :param body: What to post.
    :return: Seconds.
    """
    begun = perf_counter()
    ask(server.port, "POST", path, body)
    return perf_counter() - begun


def write_body(body: bytes) -> Path:
    """
    Put a body where the load generator finds it.

    :param body: The body.
    :return: A new file.
    """
    with tempfile.NamedTemporaryFile(prefix="stancewire-body-", delete=False) as file:
        file.write(body)
        return Path(file.name)


def stretch(server: Running, path: str, body: Path, generator: str, connections: int, seconds: float) -> Cell:
    """
    Load a running server for a while.

    :param server: The server.
    :param path: Where to post.
    :param body: What to post.
    :param generator: The load generator.
    :param connections: With how many connections.
    :param seconds: For how long.
    :return: What came back, and what it cost.
    :raises NoAnswerError: If none came in time.
    :raises RowFailedError: If any was no success.
    """
    before = processes.cpu_seconds(server.root)
    try:
        came = load.post(generator, f"http://127.0.0.1:{server.port}{path}", body, connections, seconds)
    except NoAnswerError:
        # What still waits would fall on the next stretch.
        _drain(server, _MOST_IDLE_SECONDS)
        raise
    # On a busy computer a server that has much to do may stand still for a moment.
    drained = _drain(server, min(_MOST_IDLE_SECONDS, max(_IDLE_SECONDS, came.p50 / 4000)))
    if came.refused:
        msg = f"{came.refused} of {came.requests} answers at {connections} connections were no success"
        raise RowFailedError(msg)
    return Cell(came, processes.cpu_seconds(server.root) - before, drained)


def _drain(server: Running, idle: float) -> float:
    """Wait until a server has done nothing for a while, and give the seconds that it still worked."""
    begun = perf_counter()
    spent, last = processes.cpu_seconds(server.root), begun
    while (now := perf_counter()) < min(last + idle, begun + _MOST_DRAIN_SECONDS):
        sleep(_POLL_SECONDS)
        if (more := processes.cpu_seconds(server.root)) > spent + _HEARTBEAT_CPU_SECONDS:
            spent, last = more, now
    return last - begun
