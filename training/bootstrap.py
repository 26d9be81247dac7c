"""How sure a difference between two classifiers on the same items is: the paired bootstrap over documents or sentences."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.fit import SEED
from training.predicted import Predicted

DRAWS = 1000
_INTERVAL = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Difference:
    """How much better one is than another, in points of macro-F1, and where 95 % of the draws lie."""

    points: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether all of the interval lies on one side of 0."""
        return self.low > 0 or self.high < 0


def _confusions(one: Predicted) -> NDArray[np.float64]:
    """Count right and given labels of each group: groups by right labels by given ones."""
    size = len(one.labels)
    counts = np.zeros((int(one.groups.max()) + 1, size, size))
    np.add.at(counts, (one.groups, one.truth, one.probabilities.argmax(axis=1)), 1)
    return counts


def _macro_f1(confusions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the macro-F1 in per cent of each matrix, the last two axes of which are right and given labels."""
    hits = np.diagonal(confusions, axis1=-2, axis2=-1)
    both = confusions.sum(axis=-1) + confusions.sum(axis=-2)
    return np.asarray(100 * np.divide(2 * hits, both, out=np.zeros_like(hits), where=both > 0).mean(axis=-1))


def macro_f1(one: Predicted) -> float:
    """
    Give the macro-F1 of a set.

    :param one: The set.
    :return: In per cent.
    """
    return float(_macro_f1(_confusions(one).sum(axis=0)))


def difference(one: Predicted, other: Predicted) -> Difference:
    """
    Compare two classifiers on a set (paired bootstrap: Berg-Kirkpatrick et al., EMNLP 2012).

    :param one: What the one predicts.
    :param other: What the other predicts of the same items.
    :return: How much better the one is; whole documents or sentences are drawn, the same for both, and the same every time.
    :raises ValueError: If they are not about the same items.
    """
    if not (np.array_equal(one.truth, other.truth) and np.array_equal(one.groups, other.groups)):
        msg = "the two are not about the same items"
        raise ValueError(msg)
    mine, theirs = _confusions(one), _confusions(other)
    groups = len(mine)
    drawn = np.random.default_rng(SEED).multinomial(groups, np.full(groups, 1 / groups), size=DRAWS).astype(np.float64)
    gains = _macro_f1(np.tensordot(drawn, mine, axes=1)) - _macro_f1(np.tensordot(drawn, theirs, axes=1))
    low, high = np.percentile(gains, _INTERVAL)
    return Difference(macro_f1(one) - macro_f1(other), float(low), float(high))
