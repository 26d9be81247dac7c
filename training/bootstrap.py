"""How sure a figure is, and a difference between two classifiers: the bootstrap over documents or sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from training.predicted import Predicted

DRAWS = 1000
_SEED = 20130525
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


def confusions(truth: NDArray[np.int64], given: NDArray[np.int64], groups: NDArray[np.int64], size: int) -> NDArray[np.float64]:
    """
    Count right and given labels of each group.

    :param truth: The number of the right label, one an item.
    :param given: The number of the given label.
    :param groups: The number of the document or sentence it belongs to.
    :param size: How many labels there are.
    :return: Groups by right labels by given ones.
    """
    counts = np.zeros((int(groups.max()) + 1, size, size))
    np.add.at(counts, (groups, truth, given), 1)
    return counts


def _of(one: "Predicted") -> NDArray[np.float64]:
    return confusions(one.truth, one.probabilities.argmax(axis=1), one.groups, len(one.labels))


def _drawn(groups: int) -> NDArray[np.float64]:
    """Draw whole groups with replacement, the same every time: draws by groups."""
    shares = np.full(groups, 1 / groups)
    return np.random.default_rng(_SEED).multinomial(groups, shares, size=DRAWS).astype(np.float64)


def interval(truth: Sequence[Any], given: Sequence[Any], groups: Sequence[Any], labels: Sequence[Any]) -> tuple[float, float]:
    """
    Say where 95 % of the draws of a macro-F1 lie.

    :param truth: The right label of each item.
    :param given: The given one.
    :param groups: The document or sentence of each, which are drawn whole.
    :param labels: All labels.
    :return: Both ends, in per cent.
    """
    columns = {label: i for i, label in enumerate(labels)}
    numbers = np.unique(np.asarray(groups), return_inverse=True)[1]
    right, answered = (np.asarray([columns[label] for label in side], dtype=np.int64) for side in (truth, given))
    counts = confusions(right, answered, numbers, len(labels))
    low, high = np.percentile(_macro_f1(np.tensordot(_drawn(len(counts)), counts, axes=1)), _INTERVAL)
    return float(low), float(high)


def _macro_f1(confusions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the macro-F1 in per cent of each matrix, the last two axes of which are right and given labels."""
    hits = np.diagonal(confusions, axis1=-2, axis2=-1)
    both = confusions.sum(axis=-1) + confusions.sum(axis=-2)
    return np.asarray(100 * np.divide(2 * hits, both, out=np.zeros_like(hits), where=both > 0).mean(axis=-1))


def macro_f1(one: "Predicted") -> float:
    """
    Give the macro-F1 of a set.

    :param one: The set.
    :return: In per cent.
    """
    return float(_macro_f1(_of(one).sum(axis=0)))


def difference(one: "Predicted", other: "Predicted") -> Difference:
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
    mine, theirs = _of(one), _of(other)
    drawn = _drawn(len(mine))
    gains = _macro_f1(np.tensordot(drawn, mine, axes=1)) - _macro_f1(np.tensordot(drawn, theirs, axes=1))
    low, high = np.percentile(gains, _INTERVAL)
    return Difference(macro_f1(one) - macro_f1(other), float(low), float(high))
