"""The service as it is run: gunicorn in a process of its own, asked over a socket."""

import gc
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from service import gunicorn_conf
from service.healthcheck import address
from service.settings import ROOT, Settings

PATIENCE_SECONDS = 60


@dataclass
class Server:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[http.client.HTTPResponse, bytes]:
        """Ask over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    def send(self, raw: bytes) -> bytes:
        """Send bytes as they are and read all that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(raw)
            return b"".join(iter(lambda: connection.recv(65536), b""))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _start(log: Path, home: Path, **settings: str) -> Server:
    port = _free_port()
    environment = os.environ | {"STANCEWIRE_PORT": str(port), "STANCEWIRE_WORKERS": "1", "HOME": str(home)} | settings
    with log.open("wb") as stream:
        process = subprocess.Popen([sys.executable, "-m", "service"], cwd=ROOT, env=environment, stderr=stream)
    return Server(port, process, log)


def _wait_until_alive(server: Server) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            if server.ask("GET", "/healthz")[0].status == 200:
                return
        except OSError:
            assert server.process.poll() is None, server.log.read_text()
            time.sleep(0.1)
    pytest.fail(server.log.read_text())


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the service once for the tests of this file."""
    folder = tmp_path_factory.mktemp("server")
    running = _start(folder / "log", folder)
    try:
        _wait_until_alive(running)
        yield running
    finally:
        running.process.kill()
        running.process.wait()


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b"nonsense\r\n\r\n", 400, "bad_request"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nBad Header Secret: 1\r\n\r\n", 400, "bad_request"),
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414, "uri_too_long"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + b"a" * 20_000 + b"\r\n\r\n", 431, "headers_too_large"),
    ],
)
def test_what_is_not_even_http_is_answered_in_the_one_shape(server: Server, raw: bytes, status: int, code: str) -> None:
    head, _, body = server.send(raw).partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"application/json" in head
    error = json.loads(body)["error"]
    assert (error["code"], error["details"]) == (code, [])
    assert f"X-Request-ID: {error['request_id']}".encode() in head


def test_a_broken_chunk_is_the_callers_error(server: Server) -> None:
    head = b"POST /v1/score HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    answer = server.send(head + b"zz\r\n{}\r\n0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"<html" not in answer


def test_a_body_over_the_limit_gets_its_answer(server: Server) -> None:
    response, body = server.ask("POST", "/v1/score", b" " * (2 * 1024 * 1024 + 1))
    assert response.status == 413
    assert json.loads(body)["error"]["code"] == "body_too_large"


def test_the_log_of_the_server_is_json_and_quotes_no_request(server: Server) -> None:
    server.send(b"GET / HTTP/1.1\r\nHost: a\r\nBad Header Secret: 1\r\n\r\n")
    written = server.log.read_text()
    assert [json.loads(line) for line in written.splitlines()]
    assert "Secret" not in written


def _request_over(connection: socket.socket) -> bytes:
    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
    answer = b""
    while not answer.endswith(b'"}\n'):
        part = connection.recv(65536)
        assert part, answer
        answer += part
    return answer


def test_a_connection_is_kept_for_the_next_request(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        answers = [_request_over(connection) for _ in range(2)]
    assert all(answer.startswith(b"HTTP/1.1 200 ") and b"Connection: keep-alive" in answer for answer in answers)


@pytest.mark.parametrize(("seconds", "told"), [("0", b"Connection: close"), ("1", b"Connection: keep-alive")])
def test_an_idle_connection_is_closed_after_the_seconds_set(tmp_path: Path, seconds: str, told: bytes) -> None:
    running = _start(tmp_path / "log", tmp_path, STANCEWIRE_KEEP_ALIVE=seconds)
    try:
        _wait_until_alive(running)
        with socket.create_connection(("127.0.0.1", running.port), timeout=PATIENCE_SECONDS) as connection:
            assert told in _request_over(connection)
            assert connection.recv(1) == b""
    finally:
        running.process.kill()
        running.process.wait()


def test_a_stopped_server_leaves_nothing_behind(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    running = _start(tmp_path / "log", home)
    try:
        _wait_until_alive(running)
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(timeout=PATIENCE_SECONDS) == 0
    finally:
        running.process.kill()
    assert list(home.iterdir()) == []
    with pytest.raises(OSError, match="refused"):
        running.ask("GET", "/healthz")


def test_an_upgrade_starts_a_second_server_that_takes_over(tmp_path: Path) -> None:
    running = _start(tmp_path / "log", tmp_path)
    others: list[int] = []
    try:
        _wait_until_alive(running)
        running.process.send_signal(signal.SIGUSR2)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while running.log.read_text().count("Booting worker") < 2:
            assert time.monotonic() < deadline, running.log.read_text()
            time.sleep(0.1)
        others = [int(found) for found in re.findall(r"Listening at: \S+ \((\d+)\)", running.log.read_text())[1:]]
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(timeout=PATIENCE_SECONDS) == 0
        assert running.ask("GET", "/healthz")[0].status == 200
    finally:
        running.process.kill()
        for other in others:
            os.kill(other, signal.SIGTERM)


def test_a_malformed_setting_stops_the_start_with_one_clear_line(tmp_path: Path) -> None:
    running = _start(tmp_path / "log", tmp_path, STANCEWIRE_THREADS="many")
    assert running.process.wait(timeout=PATIENCE_SECONDS) == 1
    (line,) = running.log.read_text().splitlines()
    assert "STANCEWIRE_THREADS" in line
    assert "1 to 512" in line


def test_what_is_served_is_loaded_once_for_all_workers(tmp_path: Path) -> None:
    running = _start(tmp_path / "log", tmp_path, STANCEWIRE_WORKERS="3")
    try:
        _wait_until_alive(running)
        events = [json.loads(line)["event"] for line in running.log.read_text().splitlines()]
        assert events.count("model_loaded") == 1
    finally:
        running.process.kill()
        running.process.wait()


def test_what_is_loaded_is_left_out_of_searches_for_garbage_which_go_on() -> None:
    gc.disable()
    try:
        gunicorn_conf.when_ready(None)
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.enable()
        gc.unfreeze()


@pytest.mark.parametrize(("listens_on", "asks"), [("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("10.1.2.3", "10.1.2.3")])  # noqa: S104
def test_the_health_check_asks_where_the_service_listens(listens_on: str, asks: str) -> None:
    assert address(Settings(host=listens_on, port=81)) == f"http://{asks}:81/readyz"
