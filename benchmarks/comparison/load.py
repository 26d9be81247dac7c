"""The load: wrk on loopback, told what to post, and its report."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.comparison.faults import NoAnswerError, RowFailedError, last_lines

_SCRIPT = Path(__file__).with_name("post.lua")
_MARK = "RESULT "
# Longer than any answer may take: an answer that is given up is a figure that is lost.
_PATIENCE_SECONDS = 60
HOW_TO_INSTALL = "wrk is missing: install it with `apt-get install wrk` (Debian, Ubuntu) or `brew install wrk`"


@dataclass(frozen=True, slots=True)
class Load:
    """What came back in one stretch of load; percentiles of the time to an answer are in milliseconds."""

    connections: int
    requests: int
    seconds: float
    p50: float
    p95: float
    p99: float
    refused: int = 0
    broken: int = 0


def find_generator() -> str:
    """
    Find the load generator, or install it where that is possible.

    :return: The path of wrk.
    :raises RowFailedError: If there is none, with how to install it.
    """
    found = shutil.which("wrk")
    apt = shutil.which("apt-get")
    if found is None and apt is not None and os.geteuid() == 0:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in ([apt, "install", "--yes", "wrk"], [apt, "update"], [apt, "install", "--yes", "wrk"]):
            if subprocess.run(command, capture_output=True, check=False, env=environment).returncode == 0:  # noqa: S603
                found = shutil.which("wrk")
            if found:
                break
    if found is None:
        raise RowFailedError(HOW_TO_INSTALL)
    return found


def post(generator: str, address: str, body: Path, connections: int, seconds: float) -> Load:
    """
    Post one body over and over.

    :param generator: The path of wrk.
    :param address: The URL.
    :param body: A file with the JSON to post.
    :param connections: How many connections are kept busy, each with one request at a time.
    :param seconds: For how long; wrk takes whole seconds.
    :return: What came back.
    :raises RowFailedError: If wrk fails, or nothing came back at all.
    """
    duration = max(1, round(seconds))
    command = [generator, f"-c{connections}", "-t1", f"-d{duration}s", f"--timeout={_PATIENCE_SECONDS}s", "-s", str(_SCRIPT)]
    done = subprocess.run(  # noqa: S603
        [*command, address, "--", str(body)],
        capture_output=True,
        text=True,
        check=False,
        timeout=duration + 2 * _PATIENCE_SECONDS,
    )
    if done.returncode:
        msg = f"wrk failed: {last_lines(done.stderr or done.stdout)}"
        raise RowFailedError(msg)
    return parse(done.stdout, connections)


def parse(output: str, connections: int) -> Load:
    """
    Read what the script reports at the end.

    :param output: What wrk printed.
    :param connections: With how many connections it ran.
    :return: What came back.
    :raises NoAnswerError: If no request was answered.
    :raises RowFailedError: If the report is missing.
    """
    reports = [line.removeprefix(_MARK) for line in output.splitlines() if line.startswith(_MARK)]
    if len(reports) != 1:
        msg = f"wrk printed no report: {last_lines(output)}"
        raise RowFailedError(msg)
    told = json.loads(reports[0])
    if not told["requests"]:
        msg = f"no answer in time at {connections} connections"
        raise NoAnswerError(msg)
    p50, p95, p99 = (told[name] / 1e3 for name in ("p50", "p95", "p99"))
    return Load(connections, told["requests"], told["microseconds"] / 1e6, p50, p95, p99, told["refused"], told["broken"])
