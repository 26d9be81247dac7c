"""What a tree of processes has cost so far: processor time and memory."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import psutil

T = TypeVar("T")
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Memory:
    """
    Megabytes (10^6 bytes) of a tree of processes.

    `shared_out` is PSS, in which a page that several processes share counts once in all; `resident` is RSS, in which it counts
    once in each.
    """

    shared_out: float
    resident: float


def cpu_seconds(root: int) -> float:
    """
    Give the processor time of a process and all under it, whether they still run or not.

    :param root: The process's number.
    :return: User and system time in seconds; the system counts it in hundredths.
    """
    # What a process has reaped counts with it, so that a worker that is replaced in between is not lost.
    return sum(sum(times[:4]) for times in _of_tree(root, lambda one: one.cpu_times()))


def memory(root: int) -> Memory:
    """
    Give the memory of a process and all under it.

    :param root: The process's number.
    :return: Its memory.
    """
    used = _of_tree(root, lambda one: one.memory_full_info())
    return Memory(sum(one.pss for one in used) / _MEGABYTE, sum(one.rss for one in used) / _MEGABYTE)


def _of_tree(root: int, figure: Callable[[Any], T]) -> list[T]:
    found = []
    process = psutil.Process(root)
    for one in (process, *process.children(recursive=True)):
        try:
            found.append(figure(one))
        except psutil.NoSuchProcess:
            continue
    return found
