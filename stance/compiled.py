"""A classifier in the form that serves: tables of features and flat arrays, without scikit-learn.

The probabilities are those of the fitted pipeline (sublinear TF-IDF blocks, each of length 1, and multinomial logistic
regression), and so are the contributions; only the order of the sums differs, which moves the fifteenth digit.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import cast

import numpy as np
from numpy.typing import NDArray

from stance.features import Run, Views
from stance.report import Contribution

EXPLAINED_FEATURES = 8
_DIGITS = 4
# Sorts after every character that a token may hold.
_LAST = "\U0010ffff"


class Compiled:
    """One task's features and weights. Does not change once it is warm, so threads and forked workers share it."""

    def __init__(
        self,
        labels: tuple[str, ...],
        temperature: float,
        vocabularies: Mapping[str, Sequence[str]],
        idf: NDArray[np.float64],
        weights: NDArray[np.float32],
        intercepts: NDArray[np.float64],
    ) -> None:
        """
        Keep the weights.

        :param labels: The labels in the order of the columns.
        :param temperature: What scores are divided by.
        :param vocabularies: The features of each view, sorted; all together they are the rows of `idf` and `weights`.
        :param idf: The inverse document frequency of each feature.
        :param weights: The coefficients: a row a feature, a column a label.
        :param intercepts: What is added for each label.
        """
        self.labels, self.temperature = labels, temperature
        self.vocabularies = dict(vocabularies)
        self.idf, self.weights, self.intercepts = idf, weights, intercepts
        self._firsts = {}
        # Row 0 is nobody's, so that a feature's number is never false.
        first = 1
        for view, features in self.vocabularies.items():
            self._firsts[view] = first
            first += len(features)
        self._idf = np.concatenate(([0.0], idf))
        # One label's weights side by side, times what TF-IDF multiplies a feature by in any case.
        self._columns = [np.concatenate(([0.0], weights[:, k].astype(np.float64) * idf)) for k in range(len(labels))]
        self._tables: dict[tuple[str, str], dict[str, int]] = {}

    def warm(self, prefixes: Mapping[str, Sequence[str]]) -> None:
        """
        Build the tables of some prefixes, which is else done when a view first uses one.

        :param prefixes: The prefixes that the runs of each view have.
        """
        for view, known in prefixes.items():
            for prefix in known:
                self._table(view, prefix)

    def _table(self, view: str, prefix: str) -> dict[str, int]:
        """Give the numbers of the features of a view that begin with a prefix, by what follows it."""
        features, size = self.vocabularies[view], len(prefix)
        begin, end = bisect_left(features, prefix), bisect_left(features, prefix + _LAST)
        number = self._firsts[view] + begin
        table = {feature[size:]: number + i for i, feature in enumerate(features[begin:end])}
        return self._tables.setdefault((view, prefix), table)

    def _known(self, view: str, runs: Sequence[Run]) -> Iterator[int]:
        """Give the numbers of those features of one item's view that the classifier knows."""
        tables = self._tables
        for prefix, rests in runs:
            table = tables.get((view, prefix))
            if table is None:
                table = self._table(view, prefix)
            yield from filter(None, map(table.get, rests))

    def _blocks(self, views: Sequence[Views]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """
        Weigh the features of some items.

        :return: For each different feature of an item's view: the item, the feature's number, and what its idf is multiplied by:
            its damped frequency over the length of the block.
        """
        names = list(self.vocabularies)
        known = [list(self._known(view, one[view])) for one in views for view in names]
        sizes = np.fromiter(map(len, known), np.int64, len(known))
        numbers = np.fromiter(chain.from_iterable(known), np.int64, int(sizes.sum()))
        blocks = np.repeat(np.arange(len(known), dtype=np.int64), sizes)
        keys = blocks * len(self._idf) + numbers
        keys.sort()
        fresh = np.ones(len(keys), bool)
        np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
        places = np.flatnonzero(fresh)
        blocks, numbers = np.divmod(keys[places], len(self._idf))
        frequency = 1 + np.log(np.diff(places, append=len(keys)))
        values = frequency * self._idf[numbers]
        lengths = np.sqrt(np.bincount(blocks, values * values, len(known)))
        return blocks // len(names), numbers, frequency / lengths[blocks]

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
        return softmax((np.stack(sums, axis=1) + self.intercepts) / self.temperature)

    @cached_property
    def _leads(self) -> NDArray[np.float64]:
        """What each feature adds to a label's score over the mean of the others: one column a label."""
        others = (self.weights.sum(axis=1, keepdims=True, dtype=np.float64) - self.weights) / (len(self.labels) - 1)
        return cast("NDArray[np.float64]", (self.weights - others) / self.temperature)

    def _feature(self, number: int) -> tuple[str, str]:
        """Name a feature by its view and its text."""
        view = next(view for view in reversed(self._firsts) if self._firsts[view] <= number)
        return view, self.vocabularies[view][number - self._firsts[view]]

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
            largest = [(self._feature(int(numbers[here][k])), round(float(sizes[k]), _DIGITS)) for k in order]
            explained.append(tuple(Contribution(view, feature, size) for (view, feature), size in largest))
        return explained


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """
    Turn scores into probabilities.

    :param scores: One row an item.
    :return: The same shape; rows sum to 1.
    """
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return cast("NDArray[np.float64]", odds / odds.sum(axis=1, keepdims=True))
