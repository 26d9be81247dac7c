"""A classifier in the form that serves: a table of hashed features and flat arrays, without scikit-learn.

The probabilities are those of the fitted pipeline (sublinear TF-IDF blocks, each of length 1, and multinomial logistic
regression), and so are the contributions; only the order of the sums differs, which moves the fifteenth digit.
"""

import math
import zlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray

from stance.featurenames import FeatureNames
from stance.features import Views
from stance.hashtable import HashTable, hashes, salted
from stance.report import Contribution

EXPLAINED_FEATURES = 8
_DIGITS = 4
# Sorts after every character that a token may hold.
_LAST = "\U0010ffff"
# Room for the number of any feature.
_BITS = 32
_MASK = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True)
class Weights:
    """
    What each feature weighs: rows of `idf` and `coefficients` are features, columns of `coefficients` and `intercepts` labels.

    `idf` is the inverse document frequency, `coefficients` and `intercepts` are the regression's.
    """

    idf: NDArray[np.float64]
    coefficients: NDArray[np.float32]
    intercepts: NDArray[np.float64]

    def fit(self, features: int, labels: int) -> bool:
        """
        Tell whether these are the weights of some features for some labels.

        :param features: How many features.
        :param labels: How many labels.
        :return: Whether each has its finite number, and each `idf` one above 0.
        """
        expected = (
            (self.idf, np.float64, (features,)),
            (self.coefficients, np.float32, (features, labels)),
            (self.intercepts, np.float64, (labels,)),
        )
        return (
            features > 0
            and labels > 1
            and all(held.dtype == kind and held.shape == shape and np.isfinite(held).all() for held, kind, shape in expected)
            and bool((self.idf > 0).all())
        )


class Compiled:
    """One task's features and weights; does not change, so threads and forked workers share it."""

    def __init__(
        self,
        labels: tuple[str, ...],
        temperature: float,
        names: FeatureNames,
        weights: Weights,
        prefixes: Mapping[str, Sequence[str]],
    ) -> None:
        """
        Hash the features.

        :param labels: The labels in the order of the columns.
        :param temperature: What scores are divided by.
        :param names: The features of each view, sorted; all together they are the rows of the weights.
        :param weights: What each feature weighs.
        :param prefixes: What the runs of each view begin with.
        :raises KeyError: If there is a view without prefixes.
        :raises ValueError: If features, weights and labels do not fit together.
        """
        if not (math.isfinite(temperature) and temperature > 0 and weights.fit(names.size, len(labels))):
            msg = f"no weights of {names.size} features and {len(labels)} labels"
            raise ValueError(msg)
        self.labels, self.temperature, self.weights = labels, temperature, weights
        self.names = names
        # Row 0 is nobody's, so that a feature's number is never 0.
        self._idf = np.concatenate(([0.0], weights.idf))
        # One label's weights side by side, times what TF-IDF multiplies a feature by in any case.
        self._columns = [
            np.concatenate(([0.0], weights.coefficients[:, k].astype(np.float64) * weights.idf)) for k in range(len(labels))
        ]
        self._salts = {view: {prefix: _salt(view, prefix) for prefix in prefixes[view]} for view in names.written}
        self._table = self._numbered()

    def _numbered(self) -> HashTable:
        """Hash what follows each prefix of a view in the features that begin with it."""
        keys: list[NDArray[np.uint64]] = []
        numbers: list[NDArray[np.int32]] = []
        first = 1
        for view, salts in self._salts.items():
            features = self.names.of(view)
            for prefix, salt in salts.items():
                begin, end = bisect_left(features, prefix), bisect_left(features, prefix + _LAST)
                rests = (feature[len(prefix) :] for feature in features[begin:end])
                keys.append(salted(hashes(rests, end - begin), np.full(end - begin, salt, np.uint64)))
                numbers.append(np.arange(first + begin, first + end, dtype=np.int32))
            first += len(features)
        return HashTable(np.concatenate(keys), np.concatenate(numbers))

    def _keys(self, views: Sequence[Views]) -> tuple[NDArray[np.uint64], list[int]]:
        """Hash the features of some items; and tell how many there are up to the end of each block."""
        features: list[str] = []
        salts: list[int] = []
        ends: list[int] = []
        blocks: list[int] = []
        for one in views:
            for view, known in self._salts.items():
                for prefix, rests in one[view]:
                    features += rests
                    salts.append(known[prefix])
                    ends.append(len(features))
                blocks.append(len(features))
        each = np.repeat(np.array(salts, np.uint64), _sizes(ends))
        return salted(hashes(features, len(features)), each), blocks

    def _blocks(self, views: Sequence[Views]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """
        Weigh the features of some items.

        :return: For each different feature of an item's view: the item, the feature's number, and what its idf is multiplied by:
            its damped frequency over the length of the block.
        """
        keys, ends = self._keys(views)
        numbers = self._table.find(keys)
        # One number for a block and a feature, so that one sort brings the same features of a block together.
        found = np.repeat(np.arange(len(ends)) << _BITS, _sizes(ends))
        found |= numbers
        found = found[numbers > 0]
        found.sort()
        fresh = np.ones(len(found), bool)
        np.not_equal(found[1:], found[:-1], out=fresh[1:])
        places = np.flatnonzero(fresh)
        first = found[places]
        blocks, features = first >> _BITS, first & _MASK
        frequency = 1 + np.log(np.diff(places, append=len(found)))
        values = frequency * self._idf[features]
        lengths = np.sqrt(np.bincount(blocks, values * values, len(ends)))
        return blocks // len(self._salts), features, frequency / lengths[blocks]

    def probabilities(self, views: Sequence[Views]) -> NDArray[np.float64]:
        """
        Score a batch of views.

        :param views: What `mention_views` or `pair_views` made.
        :return: Calibrated probabilities, one row an item, one column a label in the order of `labels`; rows sum to 1.
        """
        if not views:
            return np.zeros((0, len(self.labels)))
        items, numbers, shares = self._blocks(views)
        sums = [np.bincount(items, shares * column[numbers], len(views)) for column in self._columns]
        return softmax((np.stack(sums, axis=1) + self.weights.intercepts) / self.temperature)

    @cached_property
    def _leads(self) -> NDArray[np.float64]:
        """What each feature adds to a label's score over the mean of the others: one column a label."""
        held = self.weights.coefficients
        others = (held.sum(axis=1, keepdims=True, dtype=np.float64) - held) / (len(self.labels) - 1)
        return cast("NDArray[np.float64]", (held - others) / self.temperature)

    def explain(self, views: Sequence[Views], labels: Sequence[str]) -> list[tuple[Contribution, ...]]:
        """
        Give what weighed most for a label, exactly, since the model is linear.

        :param views: The items' views.
        :param labels: One of the classifier's labels for each item.
        :return: For each item the largest contributions to its label's score over the mean of the others, largest first.
        """
        if not views:
            return []
        items, numbers, shares = self._blocks(views)
        values = shares * self._idf[numbers]
        begins = np.searchsorted(items, np.arange(len(views) + 1))
        explained = []
        for i, label in enumerate(labels):
            here = slice(begins[i], begins[i + 1])
            sizes = values[here] * self._leads[numbers[here] - 1, self.labels.index(label)]
            order = np.argsort(-np.abs(sizes), kind="stable")[:EXPLAINED_FEATURES]
            largest = [(self.names.name(int(numbers[here][k])), round(float(sizes[k]), _DIGITS)) for k in order]
            explained.append(tuple(Contribution(view, feature, size) for (view, feature), size in largest))
        return explained


def _sizes(ends: Sequence[int]) -> NDArray[np.int64]:
    """Give the sizes of what follows each other, from where each ends."""
    sizes = np.array(ends, np.int64)
    sizes[1:] -= sizes[:-1].copy()
    return sizes


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """
    Turn scores into probabilities.

    :param scores: One row an item.
    :return: The same shape; rows sum to 1.
    """
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return cast("NDArray[np.float64]", odds / odds.sum(axis=1, keepdims=True))


def _salt(view: str, prefix: str) -> int:
    """Give a number for a view and a prefix, the same in every process."""
    return zlib.crc32(f"{view}\n{prefix}".encode()) * 0x1_0000_0001
