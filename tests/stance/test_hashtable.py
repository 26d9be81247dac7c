"""Numbers by hash: everything that is held is found, nothing else is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from stance.hashtable import HashTable, hashes, salted

# Low and high ones, and many that share their upper bits and so a bucket.
_KEYS = st.one_of(st.integers(0, 2**64 - 1), st.integers(0, 50), st.integers(2**64 - 50, 2**64 - 1))


def _table(keys: set[int]) -> tuple[HashTable, NDArray[np.uint64]]:
    held = np.array(list(keys), np.uint64)
    return HashTable(held, np.arange(1, len(held) + 1, dtype=np.int32)), held


@given(keys=st.sets(_KEYS, max_size=80), others=st.sets(_KEYS, max_size=80))
def test_each_key_has_its_number_and_others_none(keys: set[int], others: set[int]) -> None:
    table, held = _table(keys)
    assert table.find(held).tolist() == list(range(1, len(keys) + 1))
    assert not table.find(np.array(list(others - keys), np.uint64)).any()


def test_no_look_ups_give_no_numbers() -> None:
    assert _table({5})[0].find(np.zeros(0, np.uint64)).shape == (0,)


def test_a_string_in_another_role_is_another_key() -> None:
    words = ["the", "the vote", "the"]
    plain = hashes(words, len(words))
    mixed = salted(plain, np.array([1, 1, 2], np.uint64))
    assert plain[0] == plain[2]
    assert len(set(mixed.tolist())) == 3
