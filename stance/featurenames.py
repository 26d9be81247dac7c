"""The names of a classifier's features, kept as bytes, since serving hardly ever needs one and as strings they would be many."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

# No token holds a line break.
_SEPARATOR = "\n"


class FeatureNames:
    """The features of each view, numbered from 1 through all views."""

    def __init__(self, written: Mapping[str, bytes]) -> None:
        """
        Keep the names.

        :param written: The features of each view as `write` wrote them.
        """
        self.written = dict(written)

    @property
    def size(self) -> int:
        """How many features there are."""
        return sum(written.count(_SEPARATOR.encode()) for written in self.written.values())

    @staticmethod
    def write(features: Sequence[str]) -> bytes:
        """
        Write features one after the other.

        :param features: The features of a view.
        :return: Bytes.
        """
        return "".join(feature + _SEPARATOR for feature in features).encode()

    def of(self, view: str) -> list[str]:
        """
        Read a view's features.

        :param view: The view.
        :return: All of them, in order.
        """
        return self.written[view].decode().split(_SEPARATOR)[:-1]

    @cached_property
    def _ends(self) -> dict[str, NDArray[np.int32]]:
        """Where each feature of a view ends."""
        end = ord(_SEPARATOR)
        return {
            view: np.flatnonzero(np.frombuffer(written, np.uint8) == end).astype(np.int32)
            for view, written in self.written.items()
        }

    def name(self, number: int) -> tuple[str, str]:
        """
        Name a feature.

        :param number: Its number.
        :return: Its view and its text.
        :raises IndexError: If there is none of that number.
        """
        at = number - 1
        for view, ends in self._ends.items():
            if 0 <= at < len(ends):
                begin = int(ends[at - 1]) + 1 if at else 0
                return view, self.written[view][begin : int(ends[at])].decode()
            at -= len(ends)
        msg = f"no feature {number}"
        raise IndexError(msg)
