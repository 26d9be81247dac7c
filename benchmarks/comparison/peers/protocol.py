"""How a script in another environment tells its times: lines of JSON on standard output."""

import json
import sys
from collections.abc import Callable
from time import perf_counter, process_time
from typing import Any


def asked() -> dict[str, Any]:
    """
    Read what is asked for.

    :return: The first line of standard input: `seconds`, how long to measure, and what the peer is shown.
    """
    told: dict[str, Any] = json.loads(sys.stdin.readline())
    return told


def tell(**line: object) -> None:
    """
    Write a line that the asking process reads.

    :param line: What it says.
    """
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def measure(article: Callable[[], object], seconds: float, least: int = 3) -> None:
    """
    Time an article over and over, tell the times, and stay until the asking process has weighed this one.

    :param article: What an article takes.
    :param seconds: For how long.
    :param least: How often at least.
    """
    article()
    tell(answered=True)
    wall: list[float] = []
    cpu: list[float] = []
    begun = perf_counter()
    while len(wall) < least or perf_counter() - begun < seconds:
        started, spent = perf_counter(), process_time()
        article()
        wall.append(perf_counter() - started)
        cpu.append(process_time() - spent)
    tell(wall=wall, cpu=cpu)
    sys.stdin.readline()
