"""One text at a time: the threads of a worker take turns at the engine, in the order in which they came.

Threads that compute at once gain nothing under Python's lock, which passes from one to the other every few milliseconds, each
time with the other's memory gone from the processor's caches. A long request gives its turn away after each of its documents.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Turns:
    """A lock that is given to whoever has waited longest."""

    def __init__(self) -> None:
        """Start with nobody waiting."""
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """
        Wait for a turn, and end it with the context.

        :yield: When it is the caller's.
        """
        with self._guard:
            mine = Lock() if self._taken else None
            self._taken = True
            if mine is not None:
                mine.acquire()
                self._waiting.append(mine)
        if mine is not None:
            # Released by whoever had the turn before.
            mine.acquire()
        try:
            yield
        finally:
            with self._guard:
                if self._waiting:
                    self._waiting.popleft().release()
                else:
                    self._taken = False
