"""A server of its own processes and its own log, which is gone when the block that asked for it is left."""

import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.comparison.faults import RowFailedError, last_lines

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60.0
_POLL_SECONDS = 0.01
_GRACE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Launch:
    """A command and what it adds to the environment."""

    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Served:
    """
    One thing that is served.

    `launch` makes the command from three free ports, the first of which is to answer, and an empty folder; `body` makes what is
    posted from a text; `once` says that it is measured in the first round alone, since it is slow.
    """

    name: str
    title: str
    launch: Callable[[Sequence[int], Path], Launch]
    body: Callable[[str], bytes]
    path: str = "/v1/score"
    ready: str = "/readyz"
    once: bool = False


@dataclass(frozen=True, slots=True)
class Running:
    """A running server: its port, its first process, and the seconds from its start to `ready` and to its first answer."""

    port: int
    root: int
    ready_seconds: float
    answer_seconds: float
    answer: bytes


def free_ports(count: int) -> list[int]:
    """
    Find ports that nobody listens on.

    :param count: How many.
    :return: The ports, all different.
    """
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


@contextmanager
def running(served: Served, body: bytes, patience: float = PATIENCE_SECONDS) -> Iterator[Running]:
    """
    Start a server, wait for its first answer, and stop it at the end, whatever happens.

    :param served: What is served.
    :param body: What is posted for the first answer.
    :param patience: For how many seconds it may keep silent.
    :yield: The running server.
    :raises RowFailedError: If it does not start or does not answer with 200; the message ends with the end of its log.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ports = free_ports(3)
        launch = served.launch(ports, folder)
        log = folder / "server.log"
        with log.open("wb") as stream:
            begun = time.perf_counter()
            process = subprocess.Popen(  # noqa: S603
                launch.command,
                cwd=ROOT,
                env=os.environ | dict(launch.environment),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                # A group of its own, so that its workers can be ended with it.
                start_new_session=True,
            )
        try:
            ready = _wait_until_ready(process, ports[0], served.ready, begun + patience) - begun
            answer = _first_answer(ports[0], served.path, body)
            yield Running(ports[0], process.pid, ready, time.perf_counter() - begun, answer)
        except (RowFailedError, OSError, http.client.HTTPException) as error:
            tail = last_lines(log.read_text(encoding="utf-8", errors="replace"))
            msg = f"{error}\n{tail}" if tail else str(error)
            raise RowFailedError(msg) from error
        finally:
            _end(process)


def ask(port: int, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    """
    Ask over a connection of its own.

    :param port: The port.
    :param method: The method.
    :param path: The path.
    :param body: JSON.
    :return: Status and body of the answer.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, path: str, deadline: float) -> float:
    last = "nothing listened"
    while time.perf_counter() < deadline:
        if process.poll() is not None:
            msg = f"the server ended with status {process.returncode}"
            raise RowFailedError(msg)
        try:
            status, answer = ask(port, "GET", path)
        except (OSError, http.client.HTTPException):
            time.sleep(_POLL_SECONDS)
            continue
        if status == http.client.OK:
            return time.perf_counter()
        last = f"{path} answers {status}: {answer[:200].decode(errors='replace')}"
        time.sleep(_POLL_SECONDS)
    msg = f"the server did not get ready: {last}"
    raise RowFailedError(msg)


def _first_answer(port: int, path: str, body: bytes) -> bytes:
    status, answer = ask(port, "POST", path, body)
    if status != http.client.OK:
        msg = f"{path} answers {status}: {answer[:200].decode(errors='replace')}"
        raise RowFailedError(msg)
    return answer


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a group of processes, gently at first: its workers may outlive the first of them by a moment."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
        except ProcessLookupError:
            break
        deadline = time.monotonic() + _GRACE_SECONDS
        while time.monotonic() < deadline and not (process.poll() is not None and _all_ended(process.pid)):
            time.sleep(_POLL_SECONDS)
    process.wait()


def _all_ended(group: int) -> bool:
    members = [one for one in psutil.process_iter(["status"]) if one.info["status"] != psutil.STATUS_ZOMBIE]
    for one in members:
        with suppress(ProcessLookupError):
            if os.getpgid(one.pid) == group:
                return False
    return True
