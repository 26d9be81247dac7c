"""Numbers of many strings at once: a table of 64-bit hashes in flat arrays, looked up by whole batches.

A dictionary of a third of a million strings costs a cache miss for the slot, the string and the number of each look-up, and some
forty megabytes a process; this one costs gathers that the processor overlaps, and twelve bytes a string. A string that the table
does not hold is taken for one that it holds once in 10^13 look-ups.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_ODD = np.uint64(0x9E3779B97F4A7C15)
_SPREAD = np.uint64(32)


def hashes(strings: Iterable[str], size: int) -> NDArray[np.uint64]:
    """
    Hash strings as Python does: differently in each process that was not forked from this one.

    :param strings: The strings.
    :param size: How many.
    :return: A hash each.
    """
    return np.fromiter(map(hash, strings), np.int64, size).view(np.uint64)


def salted(found: NDArray[np.uint64], salts: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """
    Tell the same string in different roles apart.

    :param found: Hashes of strings.
    :param salts: A number for the role of each.
    :return: A hash each.
    """
    mixed = (found ^ salts) * _ODD
    return mixed ^ (mixed >> _SPREAD)


class HashTable:
    """Numbers by hash, in buckets that follow each other."""

    def __init__(self, keys: NDArray[np.uint64], numbers: NDArray[np.int32]) -> None:
        """
        Build the table.

        :param keys: The hashes, none twice.
        :param numbers: The number of each, above 0.
        """
        bits = max(1, len(keys).bit_length())
        self._shift = np.uint64(64 - bits)
        order = np.argsort(keys, kind="stable")
        # One more that matches nothing, so that an empty last bucket may be looked into.
        self._keys = np.append(keys[order], np.uint64(0))
        self._numbers = np.append(numbers[order], np.int32(0))
        self._begins = np.searchsorted(keys[order] >> self._shift, np.arange((1 << bits) + 1, dtype=np.uint64)).astype(np.int32)

    def find(self, keys: NDArray[np.uint64]) -> NDArray[np.int32]:
        """
        Look hashes up.

        :param keys: The hashes.
        :return: The number of each, 0 where the table does not hold it.
        """
        buckets = (keys >> self._shift).astype(np.int64)
        at, end = self._begins[buckets], self._begins[buckets + 1]
        hit = (self._keys[at] == keys) & (at < end)
        found = np.where(hit, self._numbers[at], np.int32(0))
        left = np.flatnonzero(~hit & (at + 1 < end))
        while left.size:
            at[left] += 1
            hits = self._keys[at[left]] == keys[left]
            found[left[hits]] = self._numbers[at[left[hits]]]
            left = left[~hits]
            left = left[at[left] + 1 < end[left]]
        return found
